// What is being written in the prompt bar, and how it shall be drawn. It outlives a reload, a lost session and a refusal.
import type { FragmentOf } from "../graph/graphql.ts";
import type { PICTURE } from "../parts/picture.tsx";
import { draftStore } from "../parts/store.ts";

/** Its words are null where not even their author is shown them: a post that hides its prompt. */
type Parent = { prompt: string | null; image: FragmentOf<typeof PICTURE> | null };

/** What the next picture starts from: a post whose words may be used, or a render of one's own. */
export type Intent = ({ kind: "remix"; postId: string } & Parent) | ({ kind: "refine"; renderId: string } & Parent);

/** Whether the bar asks what to change; else it holds all the words, to be changed there. */
export function asksForChange(intent: Intent | null): boolean {
  return intent !== null && (intent.kind === "refine" || intent.prompt === null);
}

/** What is chosen beside the words. Null and empty: left to the server, or to the picture it starts from. */
export interface Options {
  size: { width: number; height: number } | null;
  steps: number | null;
  seed: string;
  negative: string;
}

export interface Draft {
  text: string;
  intent: Intent | null;
  options: Options;
}

export const NO_OPTIONS: Options = { size: null, steps: null, seed: "", negative: "" };

/** Whether nothing was chosen. */
export function isUsual({ size, steps, seed, negative }: Options): boolean {
  return size === null && steps === null && !seed && !negative;
}

const EMPTY: Draft = { text: "", intent: null, options: NO_OPTIONS };

export const draft = draftStore<Draft>(
  "prompt",
  EMPTY,
  (kept): kept is Draft => typeof (kept as Draft | null)?.text === "string" && "options" in (kept as Draft),
);

export function write(change: Partial<Draft>): void {
  draft.set({ ...draft.get(), ...change });
}

export function choose(change: Partial<Options>): void {
  write({ options: { ...draft.get().options, ...change } });
}

/** The words are on their way. The next picture begins from nothing; what was chosen for it stays, unless for a parent. */
export function clearWords(): void {
  const { intent, options } = draft.get();
  draft.set({ text: "", intent: null, options: intent ? NO_OPTIONS : options });
}
