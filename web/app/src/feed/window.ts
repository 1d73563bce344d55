// What of the page is in the window.
import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from "react";

const STEP = 300;

let latestWidth = 0;

/** How wide an element is. On the way back it is known before the element is there, so that its place can be found. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(latestWidth);
  useLayoutEffect(() => {
    if (!element.current) return;
    const measure = ({ width }: { width: number }) => setWidth((latestWidth = width));
    measure(element.current.getBoundingClientRect());
    const observer = new ResizeObserver(([entry]) => entry && measure(entry.contentRect));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/** How far the page is scrolled and how high the window is, in steps, so that not every pixel draws the page anew. */
export function useWindow(): { top: number; height: number } {
  const top = useSyncExternalStore(follow, () => Math.floor(scrollY / STEP) * STEP);
  const height = useSyncExternalStore(follow, () => Math.ceil(innerHeight / STEP) * STEP);
  return { top, height };
}

function follow(listener: () => void): () => void {
  addEventListener("scroll", listener, { passive: true });
  addEventListener("resize", listener);
  return () => {
    removeEventListener("scroll", listener);
    removeEventListener("resize", listener);
  };
}
