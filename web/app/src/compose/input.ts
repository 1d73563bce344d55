import { asksForChange, type Draft } from "./draft.ts";
import type { Input } from "./entries.ts";
import type { Rendering } from "../renders/render.ts";

/** What a draft asks for. What is not chosen is left out: the server, or the picture it starts from, says. */
export function inputOf({ text, intent, options }: Draft): Input {
  const chosen = {
    width: options.size?.width ?? null,
    height: options.size?.height ?? null,
    steps: options.steps,
    seed: options.seed || null,
    negativePrompt: options.negative.trim() || null,
  };
  const words = asksForChange(intent) ? { instruction: text } : { prompt: text };
  if (intent?.kind === "remix") return { ...chosen, ...words, remixOf: intent.postId };
  if (intent?.kind === "refine") return { ...chosen, ...words, refineOf: intent.renderId };
  return { ...chosen, ...words };
}

/** The same picture asked for again, with what `changes` says otherwise. */
export function inputAgain({ prompt, params }: Rendering, changes: Partial<Input> = {}): Input {
  const { width, height, steps, seed, negativePrompt, model } = params;
  return { prompt: prompt ?? "", width, height, steps, seed, negativePrompt, model, ...changes };
}

/** A seed below 2^64, drawn here where several pictures shall differ by it alone. */
export function drawSeed(): string {
  return String(crypto.getRandomValues(new BigUint64Array(1))[0]);
}
