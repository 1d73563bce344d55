// Single keys that act. They never act while one types, under a sheet, or where they are switched off.
import { useLayoutEffect, useRef } from "react";
import { keptStore } from "../parts/store.ts";

/** What each key does, by `KeyboardEvent.key`. */
export type Keys = Record<string, () => void>;

/** Whether single keys act at all: who speaks to the computer, or uses the keys otherwise, can switch them off. */
export const keysOn = keptStore("keys", true, (kept): kept is boolean => typeof kept === "boolean");

const inUse = new Set<{ current: Keys }>();

addEventListener("keydown", (event) => {
  if (!keysOn.get() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented)
    return;
  if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === " " && event.target instanceof HTMLElement && event.target.matches("button, summary")) return;
  for (const { current } of [...inUse].reverse()) {
    const act = current[event.key];
    if (!act) continue;
    event.preventDefault();
    act();
    return;
  }
});

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

/**
 * These keys act as long as the component is there, from the moment it is seen; before those of what was there earlier, as
 * a page's before the shell's.
 */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useLayoutEffect(() => {
    inUse.add(latest);
    return () => void inUse.delete(latest);
  }, []);
}

/** A key presses the very button one sees: that of the picture one stands at; where one stands at none, the page's own. */
export function press(act: string): boolean {
  const named = `[data-act="${act}"]`;
  const button =
    document.activeElement?.closest("article")?.querySelector<HTMLElement>(named) ??
    document.querySelector<HTMLElement>(`#main ${named}:not([role="feed"] *)`);
  button?.click();
  return button !== null;
}
