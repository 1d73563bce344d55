// What is asked of the past: what a page shows, and nothing that can be acted on.
import { VEILED } from "../labels/levels.ts";
import { graphql } from "../graph/graphql.ts";
import { PICTURE } from "../parts/picture.tsx";

export const PAST_CARD = graphql(
  `
    fragment PastCard on Post @_unmask {
      ...Veiled
      id
      caption
      altText
      likeCount
      commentCount
      remixCount
      author {
        id
        handle
      }
      image {
        ...Picture
        id
      }
    }
  `,
  [PICTURE, VEILED],
);

const SAID = graphql(`
  fragment Said on Comment @_unmask {
    id
    text
    removed
    author {
      id
      handle
    }
  }
`);

export const PAST_POST = graphql(
  `
    query PastPost($id: ID!, $at: DateTime!) {
      post(id: $id, asOf: { time: $at }) {
        ...PastCard
        tags
        prompt
        comments(first: 50) {
          edges {
            node {
              ...Said
              replies(first: 20) {
                edges {
                  node {
                    ...Said
                  }
                }
              }
            }
          }
        }
      }
    }
  `,
  [PAST_CARD, SAID],
);

export const PAST_PERSON = graphql(
  `
    query PastPerson($handle: String!, $at: DateTime!) {
      account(handle: $handle, asOf: { time: $at }) {
        id
        displayName
        bio
        followerCount
        followingCount
        postCount
        posts(first: 48) {
          edges {
            node {
              ...PastCard
            }
          }
        }
      }
    }
  `,
  [PAST_CARD],
);

export const PAST_BOARD = graphql(
  `
    query PastBoard($window: Window!, $ranker: String, $at: DateTime!) {
      trending(window: $window, ranker: $ranker, first: 48, asOf: { time: $at }) {
        edges {
          node {
            ...PastCard
          }
        }
      }
    }
  `,
  [PAST_CARD],
);
