// What others do with a post while one looks at it.
import { useState } from "react";
import { useSubscription } from "urql";
import type { ResultOf } from "../graph/graphql.ts";
import { live } from "../settings/choices.ts";
import { announce } from "../shell/announcer.tsx";
import { POST_CHANGES } from "./post.ts";

type Delta = ResultOf<typeof POST_CHANGES>["postChanges"];

/**
 * Follows a post from the position at which it was read; the cache takes up what comes. Answers whether it went away.
 * `again`: too much has changed to be told.
 */
export function useLivePost(postId: string, changedAt: string, again: () => void): { gone: boolean } {
  const [after] = useState(changedAt); // the line itself remembers how far it came
  const [gone, setGone] = useState(false);
  useSubscription(
    { query: POST_CHANGES, variables: { postId, after }, pause: !live.use() || gone },
    (_, { postChanges }: { postChanges: Delta }) => {
      if (postChanges.reset) again();
      if (postChanges.changes.some(({ kind }) => kind === "REMOVED")) {
        setGone(true);
        announce("This picture is no longer here.");
      }
      return { postChanges };
    },
  );
  return { gone };
}
