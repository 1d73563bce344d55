// How words changed from one prompt to the next: what was added is underlined, what was removed is struck; both are said.
import { Fragment } from "react";
import style from "./changes.module.css";

export interface Change {
  kind: "KEPT" | "ADDED" | "REMOVED";
  /** The words, with the space behind them. */
  text: string;
}

const SAID = { KEPT: "", ADDED: "added: ", REMOVED: "removed: " };
const MARK = { KEPT: "span", ADDED: "ins", REMOVED: "del" } as const;

/** `brief`: long stretches that were kept are shown by their ends. */
export function Changes({ changes, brief = false }: { changes: readonly Change[]; brief?: boolean }) {
  return (
    <bdi className={style.changes}>
      {changes.map(({ kind, text }, index) => {
        const Mark = MARK[kind];
        const words = text.trimEnd();
        return (
          <Fragment key={index}>
            <Mark>
              {SAID[kind] && <span className="unseen">{SAID[kind]}</span>}
              {brief && kind === "KEPT" ? shortened(words, index, changes.length) : words}
            </Mark>
            {text.slice(words.length) || gapBefore(changes[index + 1]?.text)}
          </Fragment>
        );
      })}
    </bdi>
  );
}

/** Where a text ended without a space: one before a word that another stretch begins with, none before a sign. */
function gapBefore(next: string | undefined): string {
  return next !== undefined && /^[\p{L}\p{N}_]/u.test(next) ? " " : "";
}

const NEAR = 4;

/** The words next to a change, and dots for the others. */
function shortened(text: string, index: number, count: number): string {
  const words = text.trim().split(/\s+/);
  const before = index > 0 ? words.slice(0, NEAR) : [];
  const after = index < count - 1 ? words.slice(-NEAR) : [];
  if (words.length <= before.length + after.length + 1) return words.join(" ");
  return [...before, "…", ...after].join(" ");
}

/** The same as the server tells of two prompts, while one of them is still being written. */
export function changesBetween(before: string, after: string): Change[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  const common = commonLengths(old, now);
  const changes: Change[] = [];
  const add = (kind: Change["kind"], word: string) => {
    const last = changes.at(-1);
    if (last?.kind === kind) last.text += word;
    else changes.push({ kind, text: word });
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && isSame(old[i], now[j])) {
      add("KEPT", now[j] as string);
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && common(i + 1, j) >= common(i, j + 1))) {
      add("REMOVED", old[i] as string);
      i += 1;
    } else {
      add("ADDED", now[j] as string);
      j += 1;
    }
  }
  return changes;
}

const MOST = 400;

/** Words and signs, each with the space behind it. */
function wordsOf(text: string): string[] {
  return (text.match(/(?:[\p{L}\p{N}_]+|[^\s])\s*/gu) ?? []).slice(0, MOST);
}

/** The space behind counts for nothing. */
function isSame(word: string | undefined, other: string | undefined): boolean {
  return word?.trimEnd() === other?.trimEnd();
}

/** The length of the longest common sequence of the rests from i and j. */
function commonLengths(old: string[], now: string[]): (i: number, j: number) => number {
  const width = now.length + 1;
  const table = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      table[i * width + j] = isSame(old[i], now[j])
        ? (table[(i + 1) * width + j + 1] as number) + 1
        : Math.max(table[(i + 1) * width + j] as number, table[i * width + j + 1] as number);
  return (i, j) => table[i * width + j] as number;
}
