import type { PromptVisibility, Visibility } from "../settings/choices.ts";

const WHO: Record<Visibility, string> = {
  PUBLIC: "Everyone sees",
  UNLISTED: "Whoever has the link sees",
  FOLLOWERS: "Your followers see",
  PRIVATE: "Only you see",
};

const PROMPT: Record<PromptVisibility, string> = {
  HIDDEN: "The prompt stays hidden.",
  VISIBLE: "They read the prompt too.",
  REMIXABLE: "They read the prompt too, and may paint on from it.",
};

/** What others see of a post shared like this, in plain words. */
export function becomesPublic(visibility: Visibility, prompt: PromptVisibility): string {
  const seen = `${WHO[visibility]} the picture, its caption, its tags and how it was made.`;
  return visibility === "PRIVATE" ? seen : `${seen} ${PROMPT[prompt]}`;
}
