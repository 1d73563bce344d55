import { graphql } from "../graph/graphql.ts";
import { PICTURE } from "../parts/picture.tsx";

/** What a post shows in a list. Nothing in it depends on the viewer, so streams of it are shared among all who watch. */
export const LISTED = graphql(
  `
    fragment Listed on Post {
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
  [PICTURE],
);

export const LATEST = graphql(
  `
    query Latest($feed: Feed!, $tag: String, $first: Int!, $after: String) {
      feed(feed: $feed, tag: $tag, first: $first, after: $after) {
        edges {
          node {
            ...Listed
            id
            viewerHasLiked
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  `,
  [LISTED],
);
