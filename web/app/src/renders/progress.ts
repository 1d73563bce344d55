// One render as it goes on: from the queue to its end, which always comes.
import { useSubscription } from "urql";
import { readFragment } from "../graph/graphql.ts";
import { hasEnded, PROGRESS, RENDER, type Rendering } from "./render.ts";

export interface Progress {
  render: Rendering;
  /** Steps done, of `steps`. */
  step: number;
  steps: number;
  /** The unfinished picture, as the address of an image. */
  preview: string | null;
  /** Seconds left, where that is known. */
  left: number | null;
}

/** Follows a render until it has ended; null until the first word of it. `lost`: it cannot be followed (any more). */
export function useProgress(renderId: string, pause = false): { progress: Progress | null; lost: boolean } {
  const [{ data, error }] = useSubscription({ query: PROGRESS, variables: { renderId }, pause });
  if (!data) return { progress: null, lost: error !== undefined };
  const { render, step, steps, preview, etaSeconds } = data.renderProgress;
  const progress = { render: readFragment(RENDER, render), step, steps, preview, left: etaSeconds };
  return { progress, lost: error !== undefined && !hasEnded(progress.render.status) };
}

/** Done so far, 0 to 1. */
export function part({ render, step, steps }: Progress): number {
  return render.status === "DONE" ? 1 : step / Math.max(1, steps);
}

/** Where it stands, in a few words. */
export function stateOf({ render, step, steps, left }: Progress): string {
  if (render.status === "QUEUED")
    return render.queuePlace ? `${ordinal(render.queuePlace + 1)} in the queue` : "Next in the queue";
  if (render.status === "RUNNING") return left === null ? `Step ${step} of ${steps}` : timeLeft(left);
  return { DONE: "Ready", FAILED: "Not made", REFUSED: "Refused", CANCELLED: "Cancelled" }[render.status];
}

function timeLeft(seconds: number): string {
  if (seconds < 1) return "Almost there";
  return seconds < 90 ? `About ${Math.ceil(seconds)} s left` : `About ${Math.ceil(seconds / 60)} min left`;
}

const PLURALS = new Intl.PluralRules("en", { type: "ordinal" });
const ENDINGS: Record<string, string> = { one: "st", two: "nd", few: "rd" };

function ordinal(number: number): string {
  return `${number}${ENDINGS[PLURALS.select(number)] ?? "th"}`;
}
