// What is behind a number of a post: the kinds of events that it is the sum of, and the events themselves.
import { graphql, type ResultOf } from "../graph/graphql.ts";

export const PROOF = graphql(`
  query Proof($postId: ID!, $counter: String!, $first: Int!, $after: Position) {
    proof(postId: $postId, counter: $counter) {
      value
      at
      terms {
        topic
        adds
        events
      }
      events(first: $first, after: $after) {
        edges {
          node {
            position
            topic
            at
            actor {
              id
              handle
            }
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

export type Proof = ResultOf<typeof PROOF>["proof"];

export const PAGE = 50;

export const COUNTERS = [
  { value: "likeCount", name: "Likes" },
  { value: "commentCount", name: "Comments" },
  { value: "remixCount", name: "Remixes" },
] as const;

export type Counter = (typeof COUNTERS)[number]["value"];

const ACTS: Record<string, string> = {
  "post.liked": "Liked",
  "post.unliked": "Like taken back",
  "post.commented": "Commented",
  "comment.removed": "Comment taken away",
  "post.shared": "Remix shared",
  "post.edited": "Remix shown to others",
  "post.removed": "Remix taken back",
  "post.restricted": "Remix restricted",
  "post.lifted": "Restriction lifted",
};

/** What happened, in words; of what is newer than this page, its own name. */
export const actOf = (topic: string): string => ACTS[topic] ?? topic;

/** A position as people read it. */
export const placeOf = (position: string): string => Number(position).toLocaleString("en");
