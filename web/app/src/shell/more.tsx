// On a phone the lower edge has no room for every place: the rest stands in a sheet.
import { CircleQuestionMark, Ellipsis, History, Scale, Settings } from "lucide-react";
import { useState } from "react";
import { Avatar } from "../parts/avatar.tsx";
import { Sheet } from "../parts/sheet.tsx";
import type { Viewer } from "../people/viewer.tsx";
import { ExplorerLink } from "./behind.tsx";
import style from "./more.module.css";
import { Place } from "./place.tsx";
import shell from "./shell.module.css";

export function More({ viewer }: { viewer: Viewer | null }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <li data-phone>
      <button type="button" className={shell.place} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span aria-hidden="true">
          <Ellipsis size={20} />
        </span>
        <span className={shell.label}>More</span>
      </button>
      <Sheet title="More" open={open} onClose={close}>
        <ul className={style.places} onClick={close}>
          {viewer && (
            <Place href={`/@${viewer.handle}`} icon={<Avatar handle={viewer.handle} />} label={`@${viewer.handle}`} />
          )}
          {viewer?.roles.includes("MODERATOR") && <Place href="/desk" icon={<Scale size={20} />} label="Desk" />}
          <Place href="/replay" icon={<History size={20} />} label="Replay" />
          <Place href="/settings" icon={<Settings size={20} />} label="Settings" />
          <Place href="/about" icon={<CircleQuestionMark size={20} />} label="How Limn works" />
          <li>
            <ExplorerLink />
          </li>
        </ul>
      </Sheet>
    </li>
  );
}
