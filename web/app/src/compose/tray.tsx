import { useEffect, useRef } from "react";
import { useViewer } from "../people/viewer.tsx";
import { useAdopted } from "./earlier.ts";
import { tray } from "./entries.ts";
import { Making } from "./making.tsx";
import style from "./tray.module.css";
import { Unsent } from "./unsent.tsx";

/** What was asked for: under way, just finished, refused. The newest stands first. */
export function Tray() {
  useAdopted();
  const entries = tray.use();
  const signedIn = useViewer() !== null;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (list.current) list.current.scrollLeft = 0;
  }, [entries.length]);
  if (!signedIn || entries.length === 0) return null;
  return (
    <ul ref={list} className={style.tray} aria-label="Your pictures under way">
      {entries.map((entry, index) => (
        <li key={entry.key}>
          {entry.renderId ? <Making entry={entry} renderId={entry.renderId} newest={index === 0} /> : <Unsent entry={entry} />}
        </li>
      ))}
    </ul>
  );
}
