// The field of the prompt bar: as high as what is written, and it takes the keyboard when the bar is called.
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { called } from "./intent.ts";

/** Up to the height that the style allows. */
export function useGrowingArea(text: string): RefObject<HTMLTextAreaElement | null> {
  const area = useRef<HTMLTextAreaElement>(null);
  const calls = called.use();
  const answered = useRef(calls);
  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = "";
    if (text) area.current.style.height = `${area.current.scrollHeight}px`;
  }, [text]);
  useEffect(() => {
    if (answered.current === calls) return;
    answered.current = calls;
    area.current?.focus();
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, [calls]);
  return area;
}
