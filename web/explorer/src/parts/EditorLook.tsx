import { useGraphiQL, useMonaco } from "@graphiql/react";
import { useEffect } from "react";

import { defineThemes } from "../editorTheme";

/** The colours of all editors, and wrapped lines in the operation, whose comments are meant to be read. */
export function EditorLook() {
  const monaco = useMonaco((state) => state.monaco);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  useEffect(() => {
    if (monaco) defineThemes(monaco);
  }, [monaco]);
  useEffect(() => queryEditor?.updateOptions({ wordWrap: "on" }), [queryEditor]);
  return null;
}
