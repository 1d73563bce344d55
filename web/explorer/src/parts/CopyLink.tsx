import { ToolbarButton, useGraphiQL } from "@graphiql/react";
import { useState } from "react";

import { linkTo } from "../link";

/** Copies the address that opens the explorer on the operation in front. */
export function CopyLink() {
  const [copied, setCopied] = useState(false);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(linkTo(queryEditor?.getValue() ?? "", variableEditor?.getValue() ?? ""));
    setCopied(true);
    window.setTimeout(() => setCopied(false), 2000);
  };
  return (
    <ToolbarButton onClick={() => void copy()} label={copied ? "Link copied" : "Copy a link to this operation"}>
      <svg className="graphiql-toolbar-icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
        {copied ? (
          <path d="M5 13l4 4L19 7" />
        ) : (
          <path d="M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1" />
        )}
      </svg>
    </ToolbarButton>
  );
}
