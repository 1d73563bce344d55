// What happens to a list while one looks at it. Changes go into the cache, and from there to the cards. What is new waits
// until one asks for it; what is gone leaves its place empty: nothing that one reads is moved.
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { type Client, useClient } from "urql";
import { pipe, subscribe } from "wonka";
import type { ResultOf } from "../graph/graphql.ts";
import { keptBy } from "../graph/kept.ts";
import { store } from "../parts/store.ts";
import { live } from "../settings/choices.ts";
import { FEED_CHANGES } from "./post.ts";
import { renew } from "./renew.ts";

export interface Watched {
  feed: "LATEST" | "HOME";
  tag: string | null;
}

interface State {
  waiting: ReadonlySet<string>;
  gone: ReadonlySet<string>;
  /** So much has happened that it was not told one by one. */
  much: boolean;
}

type Delta = ResultOf<typeof FEED_CHANGES>["feedChanges"];

const TRIED_AGAIN_AFTER = 3_000;
const NOTHING: State = { waiting: new Set(), gone: new Set(), much: false };

function makeArrivals(client: Client, watched: Watched) {
  const state = store(NOTHING);
  let after: string | undefined;
  let ids: readonly string[] = [];
  let told = new Set<string>(); // by the stream, since the posts were read anew

  function take(delta: Delta): void {
    after = delta.position;
    if (delta.reset) void catchUp();
    if (delta.changes.length === 0) return;
    const waiting = new Set(state.get().waiting);
    const gone = new Set(state.get().gone);
    for (const { kind, postId } of delta.changes) {
      told.add(postId);
      if (kind === "REMOVED") gone.add(postId);
      else gone.delete(postId);
      if (kind === "ADDED") waiting.add(postId);
      if (kind === "REMOVED") waiting.delete(postId);
    }
    state.set({ ...state.get(), waiting, gone });
  }

  async function catchUp(): Promise<void> {
    const later = (told = new Set());
    state.set({ ...state.get(), much: true });
    const read = await renew(client, [...new Set([...ids, ...state.get().gone])]);
    if (later !== told) return; // who asked later knows better
    const gone = new Set(state.get().gone);
    for (const id of read.gone) if (!later.has(id)) gone.add(id);
    for (const id of read.here) if (!later.has(id)) gone.delete(id); // a block was taken back, not the post
    state.set({ ...state.get(), gone });
  }

  return {
    state,
    /** The posts on the page: those read anew when too much has happened, and with them those that are gone. */
    show(posts: readonly string[]): void {
      ids = posts;
    },
    takenUp(): void {
      state.set({ ...state.get(), waiting: NOTHING.waiting, much: false });
    },
    /** Follows what happened after `since`, or after what was heard of last; whatever cuts it off, it goes on. */
    follow(since: string): () => void {
      after ??= since;
      let ended = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let stream: { unsubscribe(): void } | undefined;
      const open = () => {
        stream?.unsubscribe();
        stream = pipe(
          client.subscription(FEED_CHANGES, { ...watched, after }),
          subscribe(({ data, error }) => {
            if (data) take(data.feedChanges);
            if (error && !ended) timer = setTimeout(open, TRIED_AGAIN_AFTER);
          }),
        );
      };
      open();
      return () => {
        ended = true;
        clearTimeout(timer);
        stream?.unsubscribe();
      };
    },
  };
}

/** Follows a list of posts, named as the list is, from the position at which it was read. */
export function useArrivals(
  name: string,
  watched: Watched,
  posts: readonly { id: string }[],
  since: string | undefined,
) {
  const client = useClient();
  const on = live.use();
  const arrivals = keptBy(client, `arrivals ${name}`, () => makeArrivals(client, watched));
  const { waiting, gone, much } = useSyncExternalStore(arrivals.state.subscribe, arrivals.state.get);
  const ids = useMemo(() => posts.map((post) => post.id), [posts]);
  useEffect(() => arrivals.show(ids), [arrivals, ids]);
  useEffect(() => {
    if (!on || since === undefined) return;
    return arrivals.follow(since);
    // A list that is read again is followed on from where it is: what it has already does no harm.
  }, [arrivals, on, since === undefined]);
  const fresh = useMemo(() => {
    const here = new Set(ids);
    return [...waiting].filter((id) => !here.has(id)).length;
  }, [waiting, ids]);
  return { fresh, much, gone, takenUp: arrivals.takenUp };
}
