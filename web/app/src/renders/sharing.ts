// Which render is about to be shared, and what was shared in this visit.
import { store } from "../parts/store.ts";
import type { Rendering } from "./render.ts";

export const sharing = store<Rendering | null>(null);

/** The posts that renders became, by the renders' ids. */
export const shared = store<Readonly<Record<string, string>>>({});

/** Opens the sheet that shows what becomes public. */
export function openShareSheet(render: Rendering): void {
  sharing.set(render);
}
