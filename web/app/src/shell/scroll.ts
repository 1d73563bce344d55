// Back leads to the very place one left; a link leads to the top.
import { useLayoutEffect } from "react";
import { useLocation } from "wouter";

history.scrollRestoration = "manual";

const places = new Map<string, number>();
let returning = false;

addEventListener("popstate", () => {
  returning = true;
});
addEventListener("pushState", () => {
  returning = false; // wouter says so when a link is followed
});

/** Whoever signs in where they are comes back to where they are. */
export function stay(): void {
  returning = true;
}

/** Where this page was left, if one comes back to it now. */
export function placeOf(path: string): number {
  return returning ? (places.get(path) ?? 0) : 0;
}

export function useRestoredScroll(): void {
  const [path] = useLocation();
  useLayoutEffect(() => {
    scrollTo(0, placeOf(path));
    const note = () => places.set(path, scrollY);
    addEventListener("scroll", note, { passive: true });
    return () => removeEventListener("scroll", note);
  }, [path]);
}
