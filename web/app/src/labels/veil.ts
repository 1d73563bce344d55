// A blurred picture is shown once one asks for it; it then stays so until the tab ends, or more is said of it.
import { store } from "../parts/store.ts";
import { chosenLevels, levelOf, type Veiled } from "./levels.ts";

const lifted = store<ReadonlySet<string>>(new Set());

export interface Veil {
  /** What is shown in the picture's place: its blur, nothing, or the picture. */
  over: "blur" | "hide" | null;
  /** What is said of it. */
  names: readonly string[];
  lift(): void;
}

export function useVeil(post: Veiled): Veil {
  const level = levelOf(post, chosenLevels.use());
  const names = post.labels.map(({ name }) => name);
  const key = [post.id, ...names].join(" ");
  const isLifted = lifted.use().has(key);
  return {
    over: !isLifted && (level === "blur" || level === "hide") ? level : null,
    names: level === "off" ? [] : names,
    lift: () => lifted.set(new Set([...lifted.get(), key])),
  };
}
