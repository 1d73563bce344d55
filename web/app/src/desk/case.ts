// What the desk asks of cases.
import { graphql, type ResultOf } from "../graph/graphql.ts";
import { REFUSED } from "../graph/act.ts";
import { VEILED } from "../labels/levels.ts";
import { PICTURE } from "../parts/picture.tsx";

const ROW = graphql(`
  fragment Row on Case @_unmask {
    id
    status
    kind
    flagCount
    priority
    openedAt
    changedAt
    viewerHolds
    reasons {
      reason
      count
    }
    author {
      id
      handle
    }
    holder {
      id
      handle
    }
  }
`);

const DECIDED = graphql(`
  fragment Decided on Decision @_unmask {
    id
    kind
    label
    rule {
      code
      title
    }
    reason
    decidedAt
    undoneAt
    undoneReason
    moderator
    undoneBy
  }
`);

const THING = graphql(
  `
    fragment Thing on Node @_unmask {
      __typename
      id
      ... on Post {
        ...Veiled
        caption
        altText
        prompt
        tags
        visibility
        createdAt
        image {
          ...Picture
          id
        }
      }
      ... on Comment {
        text
        removed
        createdAt
      }
      ... on Account {
        handle
        displayName
        bio
        postCount
        followerCount
      }
    }
  `,
  [VEILED, PICTURE],
);

export const WHOLE = graphql(
  `
    fragment Whole on Case @_unmask {
      ...Row
      number
      subjectId
      viewerMayDecide
      subject {
        ...Thing
      }
      flags(first: 50) {
        flagger {
          id
          handle
        }
        reason
        details
        createdAt
      }
      decision {
        ...Decided
      }
      history {
        ...Decided
      }
      authorHistory(first: 20) {
        ...Decided
      }
    }
  `,
  [ROW, THING, DECIDED],
);

export const CASES = graphql(
  `
    query Cases($status: CaseStatus, $first: Int!, $after: String) {
      cases(status: $status, first: $first, after: $after) {
        edges {
          node {
            ...Row
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
  [ROW],
);

export const CASE = graphql(
  `
    query Case($id: ID!) {
      case(id: $id) {
        ...Whole
      }
    }
  `,
  [WHOLE],
);

export const CASE_CHANGES = graphql(
  `
    subscription CaseChanges($after: Position) {
      caseChanges(after: $after) {
        position
        reset
        changes {
          kind
          caseId
          case {
            ...Row
          }
        }
      }
    }
  `,
  [ROW],
);

export const RULES = graphql(`
  query Rules {
    rules {
      code
      title
      text
    }
  }
`);

const ANSWERED = graphql(
  `
    fragment Answered on CasePayload @_unmask {
      position
      case {
        ...Whole
      }
      userErrors {
        ...Refused
      }
    }
  `,
  [WHOLE, REFUSED],
);

export const CLAIM = graphql(
  `
    mutation ClaimCase($input: CaseRef!) {
      claimCase(input: $input) {
        ...Answered
      }
    }
  `,
  [ANSWERED],
);

export const RELEASE = graphql(
  `
    mutation ReleaseCase($input: CaseRef!) {
      releaseCase(input: $input) {
        ...Answered
      }
    }
  `,
  [ANSWERED],
);

export const DECIDE = graphql(
  `
    mutation DecideCase($input: DecideCaseInput!) {
      decideCase(input: $input) {
        ...Answered
      }
    }
  `,
  [ANSWERED],
);

export const UNDO = graphql(
  `
    mutation UndoDecision($input: UndoDecisionInput!) {
      undoDecision(input: $input) {
        ...Answered
      }
    }
  `,
  [ANSWERED],
);

export type Row = ResultOf<typeof ROW>;
export type Whole = ResultOf<typeof WHOLE>;
export type Decision = ResultOf<typeof DECIDED>;
export type Thing = ResultOf<typeof THING>;
export type Rule = ResultOf<typeof RULES>["rules"][number];
