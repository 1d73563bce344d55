// The board: which window, by which formula, and why each picture stands where it stands. Both choices are in the address.
import { useCallback, useMemo } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { useQuery } from "urql";
import { problemOf } from "../graph/act.ts";
import { useAgainOnceBack } from "../graph/once.ts";
import { usePages } from "../graph/pages.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { Segments } from "../parts/segments.tsx";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import { useArrivals } from "./arrivals.ts";
import { RANKER, RANKERS, type Ranker, rankerName, TRENDING, type Window, WINDOW_NAMES, WINDOWS } from "./board.ts";
import { LiveSwitch } from "./liveSwitch.tsx";
import { Newest } from "./newest.tsx";
import { Posts } from "./posts.tsx";
import style from "./trendingPage.module.css";
import { useMoved } from "./useMoved.ts";
import { BoardRanker } from "./why.tsx";

const PAGE = 24;
const NOT_A_FEED = { feed: "LATEST", tag: null } as const;

export function TrendingPage() {
  const [{ data, error }, ask] = useQuery({ query: RANKERS });
  const again = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  useAgainOnceBack(error !== undefined, again);
  const { window, rankers, ranker, choose } = useChoice(data?.rankers ?? []);
  return (
    <Page title="Trending" actions={<LiveSwitch />}>
      <div className={style.choices}>
        <Segments
          label="Window"
          choices={WINDOWS.map((value) => ({ value, name: WINDOW_NAMES[value] }))}
          chosen={window}
          onChoose={(chosen) => choose({ window: chosen })}
        />
        {ranker && (
          <Segments
            label="Ranked by"
            choices={rankers.map(({ name, description }) => ({
              value: name,
              name: rankerName(name),
              hint: description,
            }))}
            chosen={ranker.name}
            onChoose={(chosen) => choose({ ranker: chosen })}
          />
        )}
      </div>
      <p className={style.says}>
        {ranker && (
          <>
            {rankerName(ranker.name)}. {ranker.description}{" "}
            <Link href={`/trending/compare?${new URLSearchParams({ window: window.toLowerCase(), a: ranker.name })}`}>
              Compare with another
            </Link>
          </>
        )}
      </p>
      {error && !data && (
        <Notice action={<Button onClick={again}>Try again</Button>}>{problemOf(error).message}</Notice>
      )}
      {ranker && <Board key={`${window} ${ranker.name}`} window={window} ranker={ranker} />}
    </Page>
  );
}

/** The window and the ranker of the address, which may be anybody's; what it names wrongly, or not at all, is the first. */
function useChoice(known: readonly Ranker[]) {
  const search = new URLSearchParams(useSearch());
  const name = search.get("ranker") ?? "";
  const listed = name === "" || known.length === 0 || known.some((ranker) => ranker.name === name);
  const [{ data }] = useQuery({ query: RANKER, variables: { name }, pause: listed });
  const rankers = !listed && data?.ranker ? [...known, data.ranker] : known;
  const [path, navigate] = useLocation();
  const window = WINDOWS.find((name) => name === search.get("window")?.toUpperCase()) ?? "DAY";
  const ranker = rankers.find((ranker) => ranker.name === name) ?? rankers[0];
  function choose(change: Record<string, string>): void {
    const next = new URLSearchParams({ window, ...(ranker && { ranker: ranker.name }), ...change });
    navigate(`${path}?${next.toString().toLowerCase()}`, { replace: true });
  }
  return { window, rankers, ranker, choose };
}

function Board({ window, ranker }: { window: Window; ranker: Ranker }) {
  const variables = { window, ranker: ranker.name, first: PAGE };
  const name = `trending ${window} ${ranker.name}`;
  useBehind(TRENDING, variables);
  const pages = usePages(name, TRENDING, variables, (data) => ({
    items: data.trending.edges,
    next: data.trending.pageInfo.hasNextPage ? data.trending.pageInfo.endCursor : null,
    position: data.trending.position,
  }));
  const posts = useMemo(() => pages.items.map((edge) => edge.node), [pages.items]);
  const whys = useMemo(() => pages.items.map((edge) => edge.why), [pages.items]);
  const { gone } = useArrivals(name, NOT_A_FEED, posts, pages.position);
  const moved = useMoved(variables, posts, pages.position !== undefined);
  return (
    <BoardRanker value={ranker}>
      <Newest text={moved ? "The board has moved" : ""} onTake={pages.again} />
      <Posts
        label={`Trending, ${WINDOW_NAMES[window]}, ${rankerName(ranker.name)}`}
        posts={posts}
        whys={whys}
        pages={pages}
        gone={gone}
        empty={
          <Empty title="Nothing stirs in this window">
            Choose a longer one, or like a picture: that is all it takes.
          </Empty>
        }
      />
    </BoardRanker>
  );
}
