// What any page may ask of the prompt bar: to start from a picture, to take up words, to be written in.
import type { FragmentOf } from "../graph/graphql.ts";
import type { PICTURE } from "../parts/picture.tsx";
import { store } from "../parts/store.ts";
import { NO_OPTIONS, type Options, write } from "./draft.ts";

type Image = FragmentOf<typeof PICTURE> | null;

/** Raised by one whenever the bar shall take the keyboard. */
export const called = store(0);

export function focusBar(): void {
  called.set(called.get() + 1);
}

/** Puts a post's words into the bar, if they are to be read; what is made of them descends from that post. */
export function remix({ postId, prompt, image }: { postId: string; prompt: string | null; image: Image }): void {
  write({ text: prompt ?? "", intent: { kind: "remix", postId, prompt, image }, options: NO_OPTIONS });
  focusBar();
}

/** Asks what to change about a render of one's own. */
export function refine({ renderId, prompt, image }: { renderId: string; prompt: string; image: Image }): void {
  write({ text: "", intent: { kind: "refine", renderId, prompt, image }, options: NO_OPTIONS });
  focusBar();
}

/** Puts words into the bar, to be changed and asked again. */
export function edit(text: string, options: Partial<Options> = {}): void {
  write({ text, intent: null, options: { ...NO_OPTIONS, ...options } });
  focusBar();
}

/** Starts from nothing after all. The words stay. */
export function forgetIntent(): void {
  write({ intent: null });
}
