// Comments that are being written: they outlive a refusal, a change of page, a reload, and signing in.
import { useCallback } from "react";
import { draftStore } from "../parts/store.ts";

type Drafts = Readonly<Record<string, string>>;

const isText = (kept: unknown): kept is string => typeof kept === "string";

const drafts = draftStore<Drafts>(
  "comments",
  {},
  (kept): kept is Drafts => typeof kept === "object" && kept !== null && Object.values(kept).every(isText),
);

/** Forgets a draft that was said, unless more was written meanwhile; answers whether it is forgotten. */
export function forgetSaid(place: string, said: string): boolean {
  const { [place]: text, ...others } = drafts.get();
  if (text !== said) return false;
  drafts.set(others);
  return true;
}

/** The draft of a place, and how to change it. */
export function useDraft(place: string): [string, (text: string) => void] {
  const text = drafts.use()[place] ?? "";
  const write = useCallback((next: string) => drafts.set({ ...drafts.get(), [place]: next }), [place]);
  return [text, write];
}
