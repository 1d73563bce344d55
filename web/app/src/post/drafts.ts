// Comments that are being written: they outlive a refusal, a change of page, and signing in.
import { useCallback } from "react";
import { store } from "../parts/store.ts";

const drafts = store<Readonly<Record<string, string>>>({});

/** The draft of a place, and how to change it. */
export function useDraft(place: string): [string, (text: string) => void] {
  const text = drafts.use()[place] ?? "";
  const write = useCallback((next: string) => drafts.set({ ...drafts.get(), [place]: next }), [place]);
  return [text, write];
}
