// What moderators say of a picture, and how this browser shows what they say.
import { graphql, type ResultOf } from "../graph/graphql.ts";
import { keptStore } from "../parts/store.ts";

/** What a post's picture needs, wherever it is shown. */
export const VEILED = graphql(`
  fragment Veiled on Post @_unmask {
    id
    blurred
    labels {
      name
    }
  }
`);

export type Veiled = ResultOf<typeof VEILED>;

/** From nothing to all; null: as was decided. */
export const LEVELS = ["off", "badge", "blur", "hide"] as const;
export type Level = (typeof LEVELS)[number];
type Levels = Readonly<Record<string, Level>>;

/** The labels that moderators use most. They may say others. */
export const USUAL = ["nudity", "gore", "violence", "disturbing", "flashing", "misleading"] as const;

const isLevels = (kept: unknown): kept is Levels =>
  typeof kept === "object" && kept !== null && Object.values(kept).every((level) => LEVELS.includes(level as Level));

/** What somebody has chosen here, by label. */
export const chosenLevels = keptStore<Levels>("labels", {}, isLevels);

export function choose(label: string, level: Level | null): void {
  const { [label]: _before, ...others } = chosenLevels.get();
  chosenLevels.set(level ? { ...others, [label]: level } : others);
}

/** How a post's picture is shown: the strongest of what its labels ask for. */
export function levelOf({ blurred, labels }: Veiled, chosen: Levels): Level {
  const decided: Level = blurred ? "blur" : "badge";
  const levels = labels.map(({ name }) => LEVELS.indexOf(chosen[name] ?? decided));
  return LEVELS[Math.max(...levels, 0)] ?? "off";
}
