// What a screen reader hears of a picture: that it begins, each quarter of the newest, and its end.
import { useEffect, useRef } from "react";
import { part, type Progress, stateOf } from "../renders/progress.ts";
import { hasEnded } from "../renders/render.ts";
import { announce } from "../shell/announcer.tsx";

const QUARTERS = [
  "Your picture is being painted.",
  "A quarter is painted.",
  "Half is painted.",
  "Three quarters are painted.",
];

export function useSpoken(progress: Progress | null, newest: boolean): void {
  const said = useRef("");
  const words = progress && wordsFor(progress, newest);
  useEffect(() => {
    if (!words || words === said.current) return;
    // What had ended before one looked is no news.
    if (said.current || !progress || !hasEnded(progress.render.status)) announce(words);
    said.current = words;
  }, [words]);
}

function wordsFor(progress: Progress, newest: boolean): string | null {
  const { status, prompt, reason } = progress.render;
  if (status === "QUEUED") return newest ? `Your picture waits. ${stateOf(progress)}.` : null;
  if (status === "RUNNING") return newest ? (QUARTERS[Math.min(3, Math.floor(part(progress) * 4))] ?? null) : null;
  if (status === "DONE") return `Ready: ${prompt ?? "your picture"}.`;
  return `${stateOf(progress)}: ${prompt ?? "your picture"}. ${reason?.message ?? ""}`;
}
