// Two boards of the same facts, told in one answer: at one position, and one time.
import { type Ranker, rankerName, WHY } from "../feed/board.ts";
import { LISTED } from "../feed/post.ts";
import { graphql, type ResultOf } from "../graph/graphql.ts";

/** What one side is ranked by: a ranker's name, or a formula after "=" as in a spreadsheet. So it stands in the address. */
export type Side = string;

export const FORMULA = "=";
export const isFormula = (side: Side) => side.startsWith(FORMULA);
const named = (side: Side) => (isFormula(side) ? null : side);
const formula = (side: Side) => (isFormula(side) ? side.slice(FORMULA.length) : null);

export const COMPARED = graphql(
  `
    query Compared($window: Window!, $a: String, $aFormula: String, $b: String, $bFormula: String, $first: Int!) {
      a: trending(window: $window, ranker: $a, formula: $aFormula, first: $first) {
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
      b: trending(window: $window, ranker: $b, formula: $bFormula, first: $first) {
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

export type Board = ResultOf<typeof COMPARED>["a"];
export type Edge = Board["edges"][number];

export function variables(window: string, a: Side, b: Side, first: number) {
  return { window: window as "DAY", a: named(a), aFormula: formula(a), b: named(b), bFormula: formula(b), first };
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
