import { type FragmentOf, graphql, type ResultOf } from "../graph/graphql.ts";
import { CARD, LISTED } from "./post.ts";

export const WINDOWS = ["HOUR", "DAY", "WEEK", "ALL"] as const;

export type Window = (typeof WINDOWS)[number];

export const WINDOW_NAMES: Record<Window, string> = { HOUR: "Hour", DAY: "Day", WEEK: "Week", ALL: "All time" };

/** Why a post is where it is. */
export const WHY = graphql(`
  fragment Reason on Why {
    reason
    score
    terms {
      name
      value
      events
    }
  }
`);

export type Why = FragmentOf<typeof WHY>;

export const RANKERS = graphql(`
  query Rankers {
    rankers {
      name
      version
      description
      formula
    }
  }
`);

export const RANKER = graphql(`
  query Ranker($name: String!) {
    ranker(name: $name) {
      name
      version
      description
      formula
    }
  }
`);

export type Ranker = ResultOf<typeof RANKERS>["rankers"][number];

/** "hacker-news" is a name for programs. */
export function rankerName(name: string): string {
  return name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

export const TRENDING = graphql(
  `
    query Trending($window: Window!, $ranker: String, $first: Int!, $after: String) {
      trending(window: $window, ranker: $ranker, first: $first, after: $after) {
        edges {
          node {
            ...Card
            id
          }
          why {
            ...Reason
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
        position
      }
    }
  `,
  [CARD, WHY],
);

export const BOARD = graphql(
  `
    subscription Board($window: Window!, $ranker: String, $first: Int!) {
      trendingBoard(window: $window, ranker: $ranker, first: $first) {
        position
        edges {
          node {
            ...Listed
            id
          }
        }
      }
    }
  `,
  [LISTED],
);
