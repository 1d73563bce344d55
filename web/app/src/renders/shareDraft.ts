// What is being written about a picture before it is shared. It outlives a refusal and a closed sheet.
import { draftStore } from "../parts/store.ts";
import { type PromptVisibility, usualPrompt, usualVisibility, type Visibility } from "../settings/choices.ts";
import type { Rendering } from "./render.ts";

export interface ShareDraft {
  caption: string;
  altText: string;
  tags: string;
  visibility: Visibility;
  promptVisibility: PromptVisibility;
}

const drafts = draftStore<Readonly<Record<string, ShareDraft>>>(
  "sharing",
  {},
  (kept): kept is Readonly<Record<string, ShareDraft>> => typeof kept === "object" && kept !== null,
);

/** The draft of a render, and how to change it. Proposed: what the scene shows, and what one usually chooses. */
export function useShareDraft(render: Rendering): [ShareDraft, (change: Partial<ShareDraft>) => void] {
  const draft = drafts.use()[render.id] ?? {
    caption: "",
    altText: render.image?.altText ?? "",
    tags: "",
    visibility: usualVisibility.get(),
    promptVisibility: usualPrompt.get(),
  };
  return [draft, (change) => drafts.set({ ...drafts.get(), [render.id]: { ...draft, ...change } })];
}

export function forgetShareDraft(renderId: string): void {
  const { [renderId]: _, ...others } = drafts.get();
  drafts.set(others);
}

/** Tags as they will stand on the post. */
export function tagsOf(text: string): string[] {
  const tags = text.split(/[\s,#]+/).map((tag) => tag.toLowerCase());
  return [...new Set(tags.filter(Boolean))];
}
