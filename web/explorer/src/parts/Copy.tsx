import { ToolbarButton, useGraphiQL } from "@graphiql/react";
import { useState } from "react";
import { useStore } from "zustand";

import { codeFor } from "../code";
import { linkTo } from "../link";
import { streams } from "../streams/streams";

const DONE = "M5 13l4 4L19 7";

interface CopyProps {
  label: string;
  /** What to copy, from the texts of the two editors in front. */
  made: (query: string, variables: string) => string;
  /** The icon's path. */
  icon: string;
}

function Copy({ label, made, icon }: CopyProps) {
  const [copied, setCopied] = useState(false);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(made(queryEditor?.getValue() ?? "", variableEditor?.getValue() ?? ""));
    setCopied(true);
    window.setTimeout(() => setCopied(false), 2000);
  };
  return (
    <ToolbarButton onClick={() => void copy()} label={copied ? "Copied" : label}>
      <svg className="graphiql-toolbar-icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
        <path d={copied ? DONE : icon} />
      </svg>
    </ToolbarButton>
  );
}

/** Copies the address that opens the explorer on the operation in front. */
export function CopyLink() {
  const icon = "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1";
  return <Copy label="Copy a link to this operation" made={linkTo} icon={icon} />;
}

/** Copies what a page's script would say to run the operation in front. */
export function CopyCode() {
  const over = useStore(streams, ({ transport }) => transport);
  return <Copy label="Copy as JavaScript" made={(query, variables) => codeFor(query, variables, over)} icon="M8 7l-5 5 5 5M16 7l5 5-5 5" />;
}
