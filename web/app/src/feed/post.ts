import { graphql } from "../graph/graphql.ts";
import { VEILED } from "../labels/levels.ts";
import { PICTURE } from "../parts/picture.tsx";

/** What a post shows wherever it is. Nothing in it depends on the viewer, so streams of it are shared among all who watch. */
export const LISTED = graphql(
  `
    fragment Listed on Post @_unmask {
      ...Veiled
      id
      caption
      altText
      tags
      prompt
      promptVisibility
      likeCount
      commentCount
      remixCount
      createdAt
      changedAt
      author {
        id
        handle
        displayName
      }
      image {
        ...Picture
        id
        width
        height
      }
    }
  `,
  [PICTURE, VEILED],
);

/** What a like button needs. */
export const LIKEABLE = graphql(`
  fragment Likeable on Post {
    id
    likeCount
    viewerHasLiked
    changedAt
  }
`);

/** What a card of a wall needs: a list's query takes this and the id. */
export const CARD = graphql(
  `
    fragment Card on Post {
      ...Listed
      ...Likeable
      id
    }
  `,
  [LISTED, LIKEABLE],
);

export const FEED = graphql(
  `
    query Feed($feed: Feed!, $tag: String, $first: Int!, $after: String) {
      feed(feed: $feed, tag: $tag, first: $first, after: $after) {
        edges {
          node {
            ...Card
            id
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
  [CARD],
);

/** Posts as they are now; null for each that is not to be seen any more. */
export const POSTS = graphql(
  `
    query Posts($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Post {
          ...Card
          id
        }
      }
    }
  `,
  [CARD],
);

export const FEED_CHANGES = graphql(
  `
    subscription FeedChanges($feed: Feed!, $tag: String, $after: Position) {
      feedChanges(feed: $feed, tag: $tag, after: $after) {
        position
        reset
        changes {
          kind
          postId
          post {
            ...Listed
            id
          }
        }
      }
    }
  `,
  [LISTED],
);
