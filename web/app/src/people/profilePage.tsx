import { useCallback } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { CARD } from "../feed/post.ts";
import { Posts } from "../feed/posts.tsx";
import { problemOf } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { useAgainOnceBack } from "../graph/once.ts";
import { usePages } from "../graph/pages.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import { Profile, PROFILE } from "./profile.tsx";
import { useViewer } from "./viewer.tsx";

const PERSON = graphql(
  `
    query Person($handle: String!) {
      account(handle: $handle) {
        ...Profile
        id
        viewerBlocks
      }
    }
  `,
  [PROFILE],
);

const PERSONS_POSTS = graphql(
  `
    query PersonsPosts($handle: String!, $first: Int!, $after: String) {
      account(handle: $handle) {
        id
        posts(first: $first, after: $after) {
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
        }
      }
    }
  `,
  [CARD],
);

const PAGE = 24;

/** `/@handle`: who somebody is, and what they show to the viewer. */
export function ProfilePage({ handle }: { handle: string }) {
  const variables = { handle };
  const [{ data, error, fetching }, ask] = useQuery({ query: PERSON, variables, requestPolicy: "cache-and-network" });
  const again = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  useAgainOnceBack(error !== undefined, again);
  useBehind(PERSON, variables);
  if (data && !data.account)
    return (
      <Page title={`@${handle}`} bare narrow>
        <Empty title={`Nobody is called @${handle}`} action={<Link href="/search">Search for somebody</Link>}>
          The handle may be mistyped.
        </Empty>
      </Page>
    );
  return (
    <Page title={`@${handle}`} bare>
      {error && !data && !fetching && (
        <Notice action={<Button onClick={again}>Try again</Button>}>{problemOf(error).message}</Notice>
      )}
      {data?.account && <Profile account={data.account} />}
      {!data?.account?.viewerBlocks && <PostsOf handle={handle} />}
    </Page>
  );
}

function PostsOf({ handle }: { handle: string }) {
  const mine = useViewer()?.handle === handle;
  const pages = usePages(`@${handle}`, PERSONS_POSTS, { handle, first: PAGE }, ({ account }) =>
    account
      ? {
          items: account.posts.edges.map(({ node }) => node),
          next: account.posts.pageInfo.hasNextPage ? account.posts.pageInfo.endCursor : null,
        }
      : null,
  );
  const empty = mine ? (
    <Empty title="Nothing shared yet" action={<Link href="/renders">Your renders</Link>}>
      Write what you would like to see into the bar below. What comes of it is yours alone until you share it.
    </Empty>
  ) : (
    <Empty title="Nothing to see yet">@{handle} has not shared a picture with you or with everyone.</Empty>
  );
  return <Posts label={`Pictures by @${handle}`} posts={pages.items} pages={pages} empty={empty} />;
}
