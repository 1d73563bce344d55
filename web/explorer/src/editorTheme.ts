// The editors' colours, in the place of GraphiQL's: Limn's violet, and comments that can be read.
import type * as Monaco from "monaco-editor";

interface Palette {
  name: string;
  base: "vs" | "vs-dark";
  accent: string;
  surface: string;
  field: string;
  comment: string;
  argument: string;
  number: string;
}

const LIGHT: Palette = {
  name: "graphiql-LIGHT",
  base: "vs",
  accent: "#5530eb",
  surface: "#ffffff",
  field: "#3b4b6811",
  comment: "#3d6b35",
  argument: "#5b57c9",
  number: "#06714a",
};

const DARK: Palette = {
  name: "graphiql-DARK",
  base: "vs-dark",
  accent: "#9a80ff",
  surface: "#1f2130",
  field: "#b7c2d711",
  comment: "#8fbf86",
  argument: "#a7a2ff",
  number: "#b5cea8",
};

const CLEAR = "#ffffff00";
const ACCENTED = [
  "focusBorder",
  "textLink.foreground",
  "textLink.activeForeground",
  "editorLink.activeForeground",
  "list.highlightForeground",
  "list.focusHighlightForeground",
  "editorSuggestWidget.selectedForeground",
  "editorWidget.resizeBorder",
  "pickerGroup.foreground",
];
const TINTED = [
  "list.hoverBackground",
  "editorSuggestWidget.selectedBackground",
  "toolbar.hoverBackground",
  "inputOption.hoverBackground",
  "quickInputList.focusBackground",
  "menu.selectionBackground",
];
const SURFACES = [
  "editorHoverWidget.background",
  "editorSuggestWidget.background",
  "editorWidget.background",
  "menu.background",
  "quickInput.background",
];

function asTheme({ base, accent, surface, field, comment, argument, number }: Palette): Monaco.editor.IStandaloneThemeData {
  const all = (names: string[], colour: string): [string, string][] => names.map((name) => [name, colour]);
  return {
    base,
    inherit: true,
    rules: [
      { token: "comment", foreground: comment },
      { token: "argument.identifier.gql", foreground: argument },
      { token: "number", foreground: number },
    ],
    colors: {
      "editor.background": CLEAR,
      "scrollbar.shadow": CLEAR,
      "input.background": field,
      ...Object.fromEntries([...all(ACCENTED, accent), ...all(TINTED, `${accent}19`), ...all(SURFACES, surface)]),
    },
  };
}

export function defineThemes(monaco: Pick<typeof Monaco, "editor">): void {
  for (const palette of [LIGHT, DARK]) monaco.editor.defineTheme(palette.name, asTheme(palette));
}
