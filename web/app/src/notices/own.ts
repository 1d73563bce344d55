// What somebody was told of decisions on their things, and what became of what they reported. Theirs alone.
import { graphql, type ResultOf } from "../graph/graphql.ts";

const STATEMENT = graphql(`
  fragment Told on Statement @_unmask {
    decisionId
    subjectId
    subjectKind
    restriction
    label
    facts
    reportedFor
    automated
    scope
    contest
    sentAt
    undoneAt
    rule {
      code
      title
      text
    }
  }
`);

export const STATEMENTS = graphql(
  `
    query Statements($first: Int!, $after: String) {
      viewer {
        id
        statements(first: $first, after: $after) {
          edges {
            node {
              ...Told
            }
          }
          pageInfo {
            endCursor
            hasNextPage
          }
        }
      }
    }
  `,
  [STATEMENT],
);

export const REPORTS = graphql(`
  query Reports($first: Int!, $after: String) {
    viewer {
      id
      flags(first: $first, after: $after) {
        edges {
          node {
            subjectId
            reason
            createdAt
            outcome
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`);

export type Statement = ResultOf<typeof STATEMENT>;
export type Report = NonNullable<ResultOf<typeof REPORTS>["viewer"]>["flags"]["edges"][number]["node"];

export const OUTCOMES: Record<Report["outcome"], string> = {
  WAITING: "A moderator has not decided yet.",
  UPHELD: "A moderator agreed, and restricted it.",
  DISMISSED: "A moderator found that it breaks no rule.",
};
