import { type KeyboardEvent, useId, useRef } from "react";
import style from "./entry.module.css";
import { EntryForm } from "./entryForm.tsx";

export type Way = "join" | "sign-in";

const WAYS: readonly { way: Way; name: string }[] = [
  { way: "join", name: "Join" },
  { way: "sign-in", name: "Sign in" },
];

interface Props {
  way: Way;
  onWay(way: Way): void;
  /** The browser is signed in. */
  onDone(): void;
}

/** Joining and signing in, side by side. */
export function Entry({ way, onWay, onDone }: Props) {
  const tabs = useRef<HTMLDivElement>(null);
  const id = useId();
  const other = way === "join" ? "sign-in" : "join";
  function turn(event: KeyboardEvent) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    onWay(other);
    tabs.current?.querySelector<HTMLElement>(`[data-way="${other}"]`)?.focus();
  }
  return (
    <div className={style.entry}>
      <div ref={tabs} className={style.ways} role="tablist" aria-label="Join or sign in" onKeyDown={turn}>
        {WAYS.map(({ way: each, name }) => (
          <button
            key={each}
            type="button"
            id={`${id}-${each}`}
            data-way={each}
            role="tab"
            aria-selected={way === each}
            aria-controls={`${id}-form`}
            tabIndex={way === each ? 0 : -1}
            onClick={() => onWay(each)}
          >
            {name}
          </button>
        ))}
      </div>
      <div id={`${id}-form`} role="tabpanel" aria-labelledby={`${id}-${way}`}>
        <EntryForm key={way} joining={way === "join"} onDone={onDone} />
      </div>
    </div>
  );
}
