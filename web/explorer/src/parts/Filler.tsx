import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

import { fill } from "../memory";

/** Fills the empty ids in the variables of the tab in front, when it comes to the front. Shows nothing itself. */
export function Filler() {
  const editor = useGraphiQL((state) => state.variableEditor);
  const activeTabIndex = useGraphiQL((state) => state.activeTabIndex);
  useEffect(() => {
    if (!editor) return;
    const before = editor.getValue();
    const after = fill(before);
    if (after !== before) editor.setValue(after);
  }, [editor, activeTabIndex]);
  return null;
}
