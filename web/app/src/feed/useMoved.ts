import { useEffect, useMemo, useState } from "react";
import { useClient } from "urql";
import { pipe, subscribe } from "wonka";
import { live } from "../settings/choices.ts";
import { BOARD, type Window } from "./board.ts";

interface Board {
  window: Window;
  ranker: string;
  first: number;
}

/** Whether the top of a board is in another order by now than on the page. What one reads stays where it is. */
export function useMoved({ window, ranker, first }: Board, posts: readonly { id: string }[], read: boolean): boolean {
  const client = useClient();
  const on = live.use();
  const [now, setNow] = useState<string | null>(null);
  useEffect(() => {
    if (!on || !read) return;
    const board = pipe(
      client.subscription(BOARD, { window, ranker, first }),
      subscribe(({ data }) => data && setNow(data.trendingBoard.edges.map(({ node }) => node.id).join())),
    );
    return board.unsubscribe;
  }, [client, on, read, window, ranker, first]);
  const shown = useMemo(
    () =>
      posts
        .slice(0, first)
        .map(({ id }) => id)
        .join(),
    [posts, first],
  );
  return now !== null && now !== shown;
}
