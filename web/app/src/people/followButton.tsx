import { useEffect } from "react";
import { useAct, REFUSED } from "../graph/act.ts";
import { type FragmentOf, graphql, readFragment } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { store } from "../parts/store.ts";
import { say } from "../parts/toasts.tsx";
import { askToSignIn } from "./signInSheet.tsx";
import { useViewer } from "./viewer.tsx";

export const FOLLOWABLE = graphql(`
  fragment Followable on Account {
    id
    handle
    viewerFollows
  }
`);

const TURNED = graphql(
  `
    fragment Turned on AccountPayload @_unmask {
      account {
        id
        viewerFollows
        followerCount
      }
      position
      userErrors {
        ...Refused
      }
    }
  `,
  [REFUSED],
);
const FOLLOW = graphql(
  `
    mutation Follow($input: AccountRef!) {
      follow(input: $input) {
        ...Turned
      }
    }
  `,
  [TURNED],
);
const UNFOLLOW = graphql(
  `
    mutation Unfollow($input: AccountRef!) {
      unfollow(input: $input) {
        ...Turned
      }
    }
  `,
  [TURNED],
);

/** The person whom somebody wanted to follow, and has signed in for. */
const wanted = store<string | null>(null);

/** Follows someone, or ends it; answered at once, and taken back where the server refuses. Nothing for oneself. */
export function FollowButton({ account }: { account: FragmentOf<typeof FOLLOWABLE> }) {
  const { id, handle, viewerFollows } = readFragment(FOLLOWABLE, account);
  const viewer = useViewer();
  const { act: follow, busy: following } = useAct(FOLLOW);
  const { act: unfollow, busy: leaving } = useAct(UNFOLLOW);
  async function turn() {
    const { problem } = await (viewerFollows ? unfollow : follow)({ accountId: id });
    if (problem) say(problem.message);
  }
  const meant = wanted.use() === id;
  useEffect(() => {
    if (!viewer || !meant) return;
    wanted.set(null);
    if (!viewerFollows && viewer.id !== id) void turn();
  });
  if (viewer?.id === id) return null;
  async function press() {
    if (viewer) return turn();
    if (await askToSignIn(`Join to follow @${handle}: their new pictures then stand on your Home.`)) wanted.set(id);
  }
  return (
    <Button
      aria-pressed={viewerFollows}
      aria-label={`Follow @${handle}`}
      busy={following || leaving}
      onClick={() => void press()}
    >
      {viewerFollows ? "Following" : "Follow"}
    </Button>
  );
}
