import type { Rendering } from "./render.ts";
import style from "./rendersPage.module.css";

type Status = Rendering["status"];

const ALL: readonly Status[] = ["QUEUED", "RUNNING", "DONE", "FAILED", "REFUSED", "CANCELLED"];

export const FILTERS = {
  all: new Set(ALL),
  done: new Set<Status>(["DONE"]),
  open: new Set<Status>(["QUEUED", "RUNNING"]),
  unmade: new Set<Status>(["FAILED", "REFUSED", "CANCELLED"]),
};

export type Filter = keyof typeof FILTERS;

const NAMES: readonly [Filter, string][] = [
  ["all", "All"],
  ["done", "Ready"],
  ["open", "Under way"],
  ["unmade", "Not made"],
];

/** Which of one's renders are shown. */
export function FilterRow({ filter, onChange }: { filter: Filter; onChange(filter: Filter): void }) {
  return (
    <div className={style.filters} role="group" aria-label="Show">
      {NAMES.map(([value, name]) => (
        <button key={value} type="button" aria-pressed={value === filter} onClick={() => onChange(value)}>
          {name}
        </button>
      ))}
    </div>
  );
}
