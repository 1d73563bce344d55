// A feed: Latest, Home, or a tag.
import type { ReactNode } from "react";
import { usePages } from "../graph/pages.ts";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import { useArrivals, type Watched } from "./arrivals.ts";
import { LiveSwitch } from "./liveSwitch.tsx";
import { Newest } from "./newest.tsx";
import { FEED } from "./post.ts";
import { Posts } from "./posts.tsx";

const PAGE = 24;

interface Props extends Watched {
  title: string;
  /** What stands here when there is nothing. */
  empty: ReactNode;
}

export function FeedPage({ title, feed, tag, empty }: Props) {
  const variables = { feed, tag, first: PAGE };
  const name = `${feed} ${tag ?? ""}`;
  useBehind(FEED, variables);
  const pages = usePages(name, FEED, variables, (data) => ({
    items: data.feed.edges.map((edge) => edge.node),
    next: data.feed.pageInfo.hasNextPage ? data.feed.pageInfo.endCursor : null,
    position: data.feed.position,
  }));
  const { fresh, much, gone, takenUp } = useArrivals(name, { feed, tag }, pages.items, pages.position);
  function take(): void {
    takenUp();
    pages.again();
  }
  return (
    <Page title={title} actions={<LiveSwitch />}>
      <Newest text={words(fresh, much)} onTake={take} />
      <Posts label={title} posts={pages.items} pages={pages} gone={gone} empty={empty} />
    </Page>
  );
}

function words(fresh: number, much: boolean): string {
  if (much) return "New pictures";
  if (fresh === 0) return "";
  return fresh === 1 ? "1 new picture" : `${fresh} new pictures`;
}
