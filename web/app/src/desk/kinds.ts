// What can be decided on what, and how it is said.
import { type Kind, whatItDoes } from "../moderation/restrictions.ts";
import type { Decision, Rule, Whole } from "./case.ts";

export type Outcome = Decision["kind"];

export const NAMES: Record<Outcome, string> = {
  LABEL: "Label",
  BLUR: "Blur",
  LIMIT: "Limit",
  REMOVE: "Remove",
  RESTORE: "Restore",
  DISMISS: "Dismiss",
};

export const KEYS: Record<Outcome, string> = {
  LABEL: "l",
  BLUR: "b",
  LIMIT: "i",
  REMOVE: "r",
  RESTORE: "e",
  DISMISS: "d",
};

const POSSIBLE: Record<Kind, readonly Outcome[]> = {
  POST: ["LABEL", "BLUR", "LIMIT", "REMOVE", "RESTORE", "DISMISS"],
  COMMENT: ["LABEL", "REMOVE", "RESTORE", "DISMISS"],
  ACCOUNT: ["LABEL", "LIMIT", "RESTORE", "DISMISS"],
};

export const restricts = (outcome: Outcome) => outcome !== "RESTORE" && outcome !== "DISMISS";
export const labels = (outcome: Outcome) => outcome === "LABEL" || outcome === "BLUR";

/** Whether it restricts its thing now. */
export const stands = ({ kind, undoneAt }: Decision) => restricts(kind) && undoneAt === null;

/** What can be decided in a case. */
export function outcomesOf({ kind, history }: Whole): readonly Outcome[] {
  return POSSIBLE[kind].filter((outcome) => outcome !== "RESTORE" || history.some(stands));
}

/** Why the viewer cannot decide the case now; null if they can, once they have claimed it. */
export function hindrance({ status, holder, viewerHolds, viewerMayDecide }: Whole): string | null {
  if (status === "DECIDED") return "This case is decided. What was decided can be undone.";
  if (!viewerMayDecide) return "You made this or reported it, so another moderator decides on it.";
  if (holder && !viewerHolds) return `@${holder.handle} has this case. Take the next one, or ask them to release it.`;
  return null;
}

interface Draft {
  outcome: Outcome;
  label: string;
  rule: Rule | undefined;
}

/** What the author is told, before their moderator's own words. */
export function told({ outcome, label, rule }: Draft, kind: Kind): string {
  if (outcome === "DISMISS") return "Nothing: the author is not told. Who reported it learns that it breaks no rule.";
  if (outcome === "RESTORE")
    return "That all decisions on it are undone, and why. It is shown again as they wanted it.";
  const because = rule ? ` It breaks the rule “${rule.title}”: ${rule.text}` : "";
  return `“${whatItDoes(outcome as never, kind, label || "…")}.${because}”`;
}
