// The query behind the view on the screen: every view names its own, and one link opens it in the explorer.
import { Braces } from "lucide-react";
import { useEffect } from "react";
import { type AnyVariables, type DocumentInput, stringifyDocument } from "urql";
import { store } from "../parts/store.ts";
import style from "./shell.module.css";

const behind = store<string | null>(null);

/** Says which query (and variables) the view shows. */
export function useBehind(
  document: DocumentInput<unknown, AnyVariables>,
  variables: Record<string, unknown> = {},
): void {
  const address = explorerAddress(document, variables);
  useEffect(() => {
    behind.set(address);
    return () => behind.set(null);
  }, [address]);
}

export function explorerAddress(document: DocumentInput<unknown, AnyVariables>, variables: object): string {
  const parameters = new URLSearchParams({ query: stringifyDocument(document as never) });
  if (Object.keys(variables).length > 0) parameters.set("variables", JSON.stringify(variables, null, 2));
  return `/explorer?${parameters}`;
}

export function ExplorerLink() {
  const address = behind.use();
  return (
    <a className={style.place} href={address ?? "/explorer"} target="_blank" rel="noreferrer">
      <span aria-hidden="true">
        <Braces size={20} />
      </span>
      <span className={style.label}>Open in explorer</span>
    </a>
  );
}
