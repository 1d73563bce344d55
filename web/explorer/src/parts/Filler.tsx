import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

import { fill } from "../memory";

/** Looks after the tab in front: brings it into sight and fills the empty ids in its variables. Shows nothing itself. */
export function Filler() {
  const editor = useGraphiQL((state) => state.variableEditor);
  const activeTabIndex = useGraphiQL((state) => state.activeTabIndex);
  useEffect(() => {
    document.getElementById(`graphiql-session-tab-${activeTabIndex}`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (!editor) return;
    const before = editor.getValue();
    const after = fill(before);
    if (after !== before) editor.setValue(after);
  }, [editor, activeTabIndex]);
  return null;
}
