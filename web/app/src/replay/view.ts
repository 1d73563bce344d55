// What the room shows, as its address says it: so it can be sent to somebody, and Back comes back to it.
import { useLocation, useSearch } from "wouter";
import { type AsOf, type Compared, comparedOf } from "../compare/sides.ts";

export const SPANS = ["DAY", "WEEK", "ALL"] as const;
export type Span = (typeof SPANS)[number];

export interface View extends Compared {
  /** A time or a position; null for now. */
  at: string | null;
  /** How far back the scrubber reaches. */
  span: Span;
  /** The replay that is plotted, which only who asked for it can see. */
  replay: string | null;
}

/** `pass`: Back is to skip the view that is left, one of many on the way to another. */
export type Go = (change: Partial<View>, how?: { pass: boolean }) => void;

export function useView(): [View, Go] {
  const view = viewOf(new URLSearchParams(useSearch()));
  const [path, navigate] = useLocation();
  const go: Go = (change, how) => {
    if (location.pathname !== path) return; // what comes late brings nobody back
    navigate(`${path}?${addressed(viewNow(), change)}`, { replace: how?.pass ?? false });
  };
  return [view, go];
}

const viewNow = (): View => viewOf(new URLSearchParams(location.search));

/** Whether the boards of a view are still those that are shown. */
export function areShown({ window, a, b }: Compared): boolean {
  const now = viewNow();
  return now.window === window && now.a === a && now.b === b;
}

function viewOf(said: URLSearchParams): View {
  const at = said.get("at");
  return {
    ...comparedOf(said),
    at: at !== null && (isPosition(at) || !Number.isNaN(Date.parse(at))) ? at : null,
    span: SPANS.find((name) => name === said.get("span")?.toUpperCase()) ?? "WEEK",
    replay: said.get("replay"),
  };
}

/** A replay of other boards is not the one of these. */
function addressed(view: View, change: Partial<View>): string {
  const others = "window" in change || "a" in change || "b" in change;
  const { at, span, window, a, b, replay } = { ...view, ...(others && { replay: null }), ...change };
  const said = new URLSearchParams({ window: window.toLowerCase(), span: span.toLowerCase(), a, b });
  if (at !== null) said.set("at", at);
  if (replay !== null) said.set("replay", replay);
  return said.toString();
}

export const isPosition = (at: string) => /^\d{1,16}$/.test(at);

export function asOf(at: string | null): AsOf {
  if (at === null) return null;
  return isPosition(at) ? { position: at.padStart(16, "0") } : { time: at };
}
