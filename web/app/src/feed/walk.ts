// `j` and `k` go from picture to picture: the focus moves, and the page with it.
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useKeys } from "../keys/keys.ts";

/** The index of the article one stands at, and the function that says so. Articles carry `data-index`. */
export function useWalk(wall: RefObject<HTMLElement | null>, count: number, firstInSight: () => number) {
  const [current, setCurrent] = useState(-1);
  const going = useRef(false);
  function go(step: number): void {
    const here = wall.current?.contains(document.activeElement) ? current + step : firstInSight();
    const next = Math.max(0, Math.min(count - 1, here));
    going.current = true;
    setCurrent(next);
    if (next === current) arrive();
  }
  function arrive(): void {
    if (!going.current) return;
    going.current = false;
    const article = wall.current?.querySelector<HTMLElement>(`[data-index="${current}"]`);
    article?.focus({ preventScroll: true });
    article?.scrollIntoView({ block: "center" });
  }
  useLayoutEffect(arrive, [current]);
  useKeys({ j: () => go(1), k: () => go(-1) });
  return [current, setCurrent] as const;
}
