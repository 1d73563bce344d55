// The list of cases, and how it keeps itself new.
import { useCallback, useEffect, useMemo, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { pipe, subscribe } from "wonka";
import { problemOf } from "../graph/act.ts";
import type { ResultOf } from "../graph/graphql.ts";
import { usePages } from "../graph/pages.ts";
import { CASE_CHANGES, CASES, type Row } from "./case.ts";

export const SHOWS = ["open", "mine", "decided"] as const;
export type Show = (typeof SHOWS)[number];

type Delta = ResultOf<typeof CASE_CHANGES>["caseChanges"];

const PAGE = 50;
const TRIED_AGAIN_AFTER = 3_000;
const STATUS = { open: null, mine: "CLAIMED", decided: "DECIDED" } as const;

const BELONGS: Record<Show, (row: Row) => boolean> = {
  open: ({ status }) => status !== "DECIDED",
  mine: ({ status, viewerHolds }) => status === "CLAIMED" && viewerHolds,
  decided: ({ status }) => status === "DECIDED",
};

export const queryOf = (show: Show) => ({ status: STATUS[show], first: PAGE });

export function useQueue(show: Show) {
  const pages = usePages(`cases ${show}`, CASES, queryOf(show), ({ cases }) => ({
    items: cases.edges.map(({ node }) => node),
    next: cases.pageInfo.hasNextPage ? cases.pageInfo.endCursor : null,
    position: cases.position,
  }));
  const { items, again, position, error } = pages;
  const rows = useMemo(() => items.filter(BELONGS[show]), [items, show]);
  const take = useCallback(
    ({ reset, changes }: Delta) => {
      const known = new Set(items.map(({ id }) => id));
      const comes = changes.some((change) => !known.has(change.caseId) && BELONGS[show](change.case));
      if (reset || comes) again();
    },
    [items, show, again],
  );
  const refused = useChanges(position, take, again);
  return { ...pages, rows, isModerator: !isRefusal(error) && !refused };
}

/** Follows every case from a position on; answers whether the server has refused it. */
function useChanges(since: string | undefined, take: (delta: Delta) => void, again: () => void): boolean {
  const client = useClient();
  const [refused, setRefused] = useState(false);
  const [latest] = useState({ take, after: since });
  useEffect(() => {
    latest.take = take;
  });
  const begun = since !== undefined;
  useEffect(() => {
    if (!begun) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stream: { unsubscribe(): void } | undefined;
    latest.after ??= since;
    function open() {
      stream?.unsubscribe();
      stream = pipe(
        client.subscription(CASE_CHANGES, { after: latest.after }),
        subscribe(({ data, error }) => {
          if (data) latest.after = data.caseChanges.position;
          if (data) latest.take(data.caseChanges);
          if (isRefusal(error)) setRefused(true);
          else if (error) timer = setTimeout(open, TRIED_AGAIN_AFTER);
        }),
      );
    }
    open();
    return () => {
      clearTimeout(timer);
      stream?.unsubscribe();
    };
    // It goes on from where it has come to, wherever the list was read anew meanwhile.
  }, [client, latest, begun]);
  useEffect(() => {
    // A list that is older than what was heard, be it kept or late, does not have it.
    if (since !== undefined && latest.after !== undefined && since < latest.after) again();
  }, [since, latest, again]);
  return refused;
}

/** Whoever is no moderator is told what they would be told of a thing that is not there. */
function isRefusal(error: CombinedError | undefined): boolean {
  return error !== undefined && ["NOT_FOUND", "UNAUTHENTICATED"].includes(problemOf(error).code);
}
