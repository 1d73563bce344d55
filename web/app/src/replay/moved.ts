// A replay: how the boards moved up to the moment the room stands at. It runs elsewhere, and is followed until it has ended.
import { LISTED } from "../feed/post.ts";
import { REFUSED } from "../graph/act.ts";
import { graphql, type ResultOf } from "../graph/graphql.ts";

export const START = graphql(
  `
    mutation StartReplay($input: StartReplayInput!) {
      startReplay(input: $input) {
        replay {
          id
        }
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [REFUSED],
);

export const CANCEL = graphql(
  `
    mutation CancelReplay($input: ReplayRef!) {
      cancelReplay(input: $input) {
        replay {
          state
        }
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [REFUSED],
);

export const FOLLOWED = graphql(
  `
    subscription FollowReplay($replayId: ID!, $first: Int!) {
      replayProgress(replayId: $replayId) {
        state
        fraction
        etaSeconds
        failure
        result {
          digest
          steps {
            position
            rankedAt
          }
          tracks(first: $first) {
            post {
              ...Listed
              id
            }
            a
            b
          }
        }
      }
    }
  `,
  [LISTED],
);

export type Followed = ResultOf<typeof FOLLOWED>["replayProgress"];
export type Result = NonNullable<Followed["result"]>;
export type Track = Result["tracks"][number];
export type Step = Result["steps"][number];

/** Places of each board, and moments. */
export const TOP = 10;
export const MOMENTS = 25;

export const WHY_NOT: Record<NonNullable<Followed["failure"]>, string> = {
  INTERRUPTED: "It was interrupted before its end.",
  TOO_LONG: "It took too long. Try a shorter window.",
  TOO_LARGE: "There was more than it has room for. Try a shorter window.",
  NO_ROOM: "There was no room on the disk for it.",
};
