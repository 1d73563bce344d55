import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { useViewer } from "../people/viewer.tsx";
import { useAdopted } from "./earlier.ts";
import { type Entry, tray } from "./entries.ts";
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
  const [path] = useLocation();
  // What one looks at on its page is not shown twice; it is heard all the same.
  const onPage = ({ renderId }: Entry) => path === `/r/${renderId}`;
  if (!signedIn || entries.length === 0) return null;
  return (
    <ul ref={list} className={style.tray} aria-label="Your pictures under way" hidden={entries.every(onPage)}>
      {entries.map((entry, index) => (
        <li key={entry.key} hidden={onPage(entry)}>
          {entry.renderId ? (
            <Making entry={entry} renderId={entry.renderId} newest={index === 0} />
          ) : (
            <Unsent entry={entry} />
          )}
        </li>
      ))}
    </ul>
  );
}
