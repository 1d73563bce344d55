// What someone has chosen for this browser. Nothing here says who they are.
import { keptStore } from "../parts/store.ts";

export const VISIBILITIES = ["PUBLIC", "UNLISTED", "FOLLOWERS", "PRIVATE"] as const;
export const PROMPT_VISIBILITIES = ["HIDDEN", "VISIBLE", "REMIXABLE"] as const;

export type Visibility = (typeof VISIBILITIES)[number];
export type PromptVisibility = (typeof PROMPT_VISIBILITIES)[number];

/** To whom a post is shown, in one plain sentence each. */
export const VISIBILITY_WORDS: Record<Visibility, { name: string; means: string }> = {
  PUBLIC: { name: "Everyone", means: "On Latest and Trending, in search, and in the public log." },
  UNLISTED: { name: "Whoever has the link", means: "On no list. Anyone with the link sees it." },
  FOLLOWERS: { name: "Your followers", means: "Only people who follow you, once they are signed in." },
  PRIVATE: { name: "Only you", means: "Nobody else sees it, whatever link they have." },
};

/** What others may do with a post's prompt, in one plain sentence each. */
export const PROMPT_WORDS: Record<PromptVisibility, { name: string; means: string }> = {
  HIDDEN: { name: "Hidden", means: "Nobody else reads your words." },
  VISIBLE: { name: "Shown", means: "Whoever sees the picture reads your words." },
  REMIXABLE: { name: "Shown, and free to remix", means: "Others may start a picture of their own from your words." },
};

const isBoolean = (kept: unknown): kept is boolean => typeof kept === "boolean";

const among =
  <Choice extends string>(choices: readonly Choice[]) =>
  (kept: unknown): kept is Choice =>
    choices.includes(kept as Choice);

/** Whether lists and counters follow what happens by themselves. */
export const live = keptStore("live", true, isBoolean);

/** What the share sheet begins with. */
export const usualVisibility = keptStore<Visibility>("visibility", "PUBLIC", among(VISIBILITIES));

export const usualPrompt = keptStore<PromptVisibility>("prompt-visibility", "REMIXABLE", among(PROMPT_VISIBILITIES));
