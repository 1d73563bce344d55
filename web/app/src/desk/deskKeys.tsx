import { Keyboard } from "lucide-react";
import { useState } from "react";
import { KeyList } from "../keys/keyList.tsx";
import { useKeys } from "../keys/keys.ts";
import { Button } from "../parts/button.tsx";
import { Sheet } from "../parts/sheet.tsx";

const NAMES = [
  ["j", "Next case"],
  ["k", "Previous case"],
  ["Space", "Show the picture, or blur it again"],
  ["c", "Claim, or release"],
  ["l", "Label"],
  ["b", "Blur"],
  ["i", "Limit"],
  ["r", "Remove"],
  ["e", "Restore"],
  ["d", "Dismiss"],
  ["u", "Undo what was decided"],
  ["Esc", "Leave a form"],
] as const;

/** The keys of the desk, by name. */
export function DeskKeys() {
  const [open, setOpen] = useState(false);
  useKeys({ "?": () => setOpen(true) });
  return (
    <>
      <Button look="quiet" icon={<Keyboard size={18} aria-hidden="true" />} onClick={() => setOpen(true)}>
        Keys
      </Button>
      <Sheet title="Keys of the desk" open={open} onClose={() => setOpen(false)}>
        <KeyList names={NAMES} />
      </Sheet>
    </>
  );
}
