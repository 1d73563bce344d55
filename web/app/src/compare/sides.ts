// Two boards of the same facts, told in one answer: at one position, and one time.
import { type Ranker, rankerName, WHY, type Window, WINDOWS } from "../feed/board.ts";
import { LISTED } from "../feed/post.ts";
import { graphql, type ResultOf, type VariablesOf } from "../graph/graphql.ts";

/** What one side is ranked by: a ranker's name, or a formula after "=" as in a spreadsheet. So it stands in the address. */
export type Side = string;

export const FORMULA = "=";
export const isFormula = (side: Side) => side.startsWith(FORMULA);
export const named = (side: Side) => (isFormula(side) ? null : side);
export const formula = (side: Side) => (isFormula(side) ? side.slice(FORMULA.length) : null);

export const COMPARED = graphql(
  `
    query Compared(
      $window: Window!
      $a: String
      $aFormula: String
      $b: String
      $bFormula: String
      $first: Int!
      $asOf: AsOf
    ) {
      a: trending(window: $window, ranker: $a, formula: $aFormula, first: $first, asOf: $asOf) {
        position
        edges {
          node {
            ...Listed
            id
          }
          why {
            ...Reason
          }
        }
      }
      b: trending(window: $window, ranker: $b, formula: $bFormula, first: $first, asOf: $asOf) {
        position
        edges {
          node {
            ...Listed
            id
          }
          why {
            ...Reason
          }
        }
      }
    }
  `,
  [LISTED, WHY],
);

export type AsOf = NonNullable<VariablesOf<typeof COMPARED>["asOf"]> | null;
export type Board = ResultOf<typeof COMPARED>["a"];
export type Edge = Board["edges"][number];

export interface Compared {
  window: Window;
  a: Side;
  b: Side;
}

/** `asOf`: where in the log; null for now. */
export function variables({ window, a, b }: Compared, first: number, asOf: AsOf = null) {
  return { window, a: named(a), aFormula: formula(a), b: named(b), bFormula: formula(b), first, asOf };
}

/** The ranker of a side, as a sheet that explains a place names it. */
export function rankerOf(side: Side, rankers: readonly Ranker[]): Ranker | null {
  const written = formula(side);
  if (written !== null) return { name: "your-formula", version: 0, description: "", formula: written };
  return rankers.find(({ name }) => name === side) ?? null;
}

export function sideName(side: Side): string {
  return isFormula(side) ? "Your formula" : rankerName(side);
}

/** How far up each post of a board stands compared with the other; null for one that is not there. */
export function moves(board: Board, other: Board): (number | null)[] {
  const places = new Map(other.edges.map(({ node }, place) => [node.id, place]));
  return board.edges.map(({ node }, place) => {
    const there = places.get(node.id);
    return there === undefined ? null : there - place;
  });
}

/** What an address says is compared. */
export function comparedOf(said: URLSearchParams): Compared {
  const window = WINDOWS.find((name) => name === said.get("window")?.toUpperCase()) ?? "DAY";
  return { window, a: said.get("a") ?? "decay", b: said.get("b") ?? "hacker-news" };
}

/** A post in a few words of its own. */
export const titleOf = ({ caption, altText }: Edge["node"]): string => caption ?? altText ?? "A picture";
