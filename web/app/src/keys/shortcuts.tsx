// The keys that act on every page, and the sheet that names them all.
import { useState } from "react";
import { Sheet } from "../parts/sheet.tsx";
import { say } from "../parts/toasts.tsx";
import { KeyList } from "./keyList.tsx";
import { press, useKeys } from "./keys.ts";

const NAMES = [
  ["j", "Next picture"],
  ["k", "Previous picture"],
  ["l", "Like, or take the like back"],
  ["r", "Remix"],
  ["Enter", "Open the picture"],
  [".", "Show what is new"],
  ["/", "Write a prompt"],
  ["?", "These keys"],
] as const;

export function Shortcuts() {
  const [open, setOpen] = useState(false);
  useKeys({
    l: () => press("like"),
    r: () => press("remix") || say("Remix works on a picture whose author lets others use its words."),
    ".": () => press("newest"),
    "?": () => setOpen(true),
  });
  return (
    <Sheet title="Keys" open={open} onClose={() => setOpen(false)}>
      <KeyList names={NAMES} />
    </Sheet>
  );
}
