// Which render is about to be shared, and what was shared in this visit.
import { ownStore, store } from "../parts/store.ts";
import type { Rendering } from "./render.ts";

export const sharing = ownStore<Rendering | null>(null);

/** The posts that renders became, by the renders' ids. */
export const shared = store<Readonly<Record<string, string>>>({});

/** The id of the post that shows a render, null while none does. */
export function usePostOf(render: Rendering): string | null {
  return shared.use()[render.id] ?? render.post?.id ?? null;
}

/** Opens the sheet that shows what becomes public. */
export function openShareSheet(render: Rendering): void {
  sharing.set(render);
}
