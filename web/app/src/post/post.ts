// What the page of one post asks. What streams carry holds nothing that depends on the viewer.
import { LIKEABLE, LISTED } from "../feed/post.ts";
import { graphql } from "../graph/graphql.ts";
import { FOLLOWABLE } from "../people/followButton.tsx";
import { FACTS } from "./facts.tsx";
import { RESTRICTION } from "./decided.tsx";
import { KIN } from "./kin.tsx";

export const SHOWN = graphql(
  `
    fragment Shown on Post {
      ...Kin
      ...Listed
      id
      visibility
      restrictions {
        ...Restricted
      }
      wordChanges {
        kind
        text
      }
      image {
        ...Facts
        id
        placeholder
        params {
          negativePrompt
        }
      }
    }
  `,
  [LISTED, FACTS, KIN, RESTRICTION],
);

export const POST = graphql(
  `
    query Post($id: ID!) {
      post(id: $id) {
        ...Shown
        ...Likeable
        id
        changedAt
        author {
          ...Followable
          id
        }
        remixedFrom {
          id
          author {
            id
            handle
          }
        }
      }
    }
  `,
  [SHOWN, LIKEABLE, FOLLOWABLE],
);

export const POST_CHANGES = graphql(
  `
    subscription PostChanges($postId: ID!, $after: Position) {
      postChanges(postId: $postId, after: $after) {
        position
        reset
        changes {
          kind
          postId
          post {
            ...Shown
          }
        }
      }
    }
  `,
  [SHOWN],
);
