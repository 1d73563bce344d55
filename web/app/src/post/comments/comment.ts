// What comments ask for: three levels at once, fewer of each, since lists within lists multiply; the rest is asked for
// where it is shown.
import { type FragmentOf, graphql, readFragment, type ResultOf } from "../../graph/graphql.ts";
import { RESTRICTION } from "../decided.tsx";

export const COMMENT = graphql(
  `
    fragment Comment on Comment {
      labels {
        name
      }
      restrictions {
        ...Restricted
      }
      id
      text
      removed
      createdAt
      author {
        id
        handle
        displayName
      }
    }
  `,
  [RESTRICTION],
);

const LEVEL_3 = graphql(
  `
    fragment Level3 on CommentConnection {
      edges {
        node {
          ...Comment
          id
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  `,
  [COMMENT],
);

const LEVEL_2 = graphql(
  `
    fragment Level2 on CommentConnection {
      edges {
        node {
          ...Comment
          id
          replies(first: 4) {
            ...Level3
          }
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  `,
  [COMMENT, LEVEL_3],
);

const LEVEL_1 = graphql(
  `
    fragment Level1 on CommentConnection {
      edges {
        node {
          ...Comment
          id
          replies(first: 8) {
            ...Level2
          }
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  `,
  [COMMENT, LEVEL_2],
);

export const COMMENTS = graphql(
  `
    query Comments($of: ID!, $after: String) {
      post(id: $of) {
        id
        comments(first: 20, after: $after) {
          ...Level1
        }
      }
    }
  `,
  [LEVEL_1],
);

export const ANSWERS = graphql(
  `
    query Answers($of: ID!, $after: String) {
      node(id: $of) {
        id
        ... on Comment {
          replies(first: 20, after: $after) {
            ...Level1
          }
        }
      }
    }
  `,
  [LEVEL_1],
);

export type Said = ResultOf<typeof COMMENT>;

/** Comments under one thing, and what was answered to each. */
export interface Talk {
  said: { comment: Said; answers: Talk | null }[];
  /** The cursor to go on after; null at the end. */
  next: string | null;
}

interface Page<Node> {
  edges: { node: Node }[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

type Marked = FragmentOf<typeof COMMENT>;

function talk<Node extends Marked>({ edges, pageInfo }: Page<Node>, answers: (node: Node) => Talk | null): Talk {
  const said = edges.map(({ node }) => ({ comment: readFragment(COMMENT, node), answers: answers(node) }));
  return { said, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

/** What was said under a post or a comment, as a tree; null answers: not asked for yet. */
export function talkOf(data: ResultOf<typeof COMMENTS> | ResultOf<typeof ANSWERS>): Talk | null {
  const page = "post" in data ? data.post?.comments : data.node && "replies" in data.node ? data.node.replies : null;
  if (!page) return null;
  return talk(readFragment(LEVEL_1, page), ({ replies }) =>
    talk(readFragment(LEVEL_2, replies), (second) => talk(readFragment(LEVEL_3, second.replies), () => null)),
  );
}
