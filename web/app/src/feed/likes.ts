// Likes answer at once. However fast one presses, one request is under way per post, and the last wish is what stands.
import { useEffect, useSyncExternalStore } from "react";
import { type Client, useClient } from "urql";
import { answer, unreached, REFUSED } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { type Store, store } from "../parts/store.ts";
import { say } from "../parts/toasts.tsx";
import { askToSignIn } from "../people/signInSheet.tsx";
import { useViewer } from "../people/viewer.tsx";
import { LIKEABLE } from "./post.ts";
import { renew } from "./renew.ts";

const TURNED = graphql(
  `
    fragment Turned on PostPayload @_unmask {
      post {
        ...Likeable
      }
      userErrors {
        ...Refused
      }
    }
  `,
  [LIKEABLE, REFUSED],
);
const LIKE = graphql(
  `
    mutation Like($input: PostRef!) {
      payload: likePost(input: $input) {
        ...Turned
      }
    }
  `,
  [TURNED],
);
const UNLIKE = graphql(
  `
    mutation Unlike($input: PostRef!) {
      payload: unlikePost(input: $input) {
        ...Turned
      }
    }
  `,
  [TURNED],
);

/** What a like button shows. */
export interface Liked {
  liked: boolean;
  count: number;
}

/** What is shown in place of what is known, per post, until the server has answered; of each person apart. */
const wishes = new WeakMap<Client, Store<ReadonlyMap<string, Liked>>>();

function wishesOf(client: Client): Store<ReadonlyMap<string, Liked>> {
  const made = wishes.get(client) ?? store<ReadonlyMap<string, Liked>>(new Map());
  wishes.set(client, made);
  return made;
}

/** The post that somebody wants to like, and is to sign in for. */
let wanted: string | null = null;

/** The other tabs of this browser: there the same person looks, and no stream tells who has liked what. */
const tabs = new BroadcastChannel("liked");

/** Reads anew what was liked in another tab. Called once, by the shell. */
export function useLikesElsewhere(): void {
  const client = useClient();
  useEffect(() => {
    const hear = ({ data }: MessageEvent<string>) => void renew(client, [data]);
    tabs.addEventListener("message", hear);
    return () => tabs.removeEventListener("message", hear);
  }, [client]);
}

/** How a post's like stands, and the act that turns it. */
export function useLike(id: string, known: Liked) {
  const client = useClient();
  const viewer = useViewer();
  const wished = wishesOf(client);
  const shown = useSyncExternalStore(wished.subscribe, () => wished.get().get(id)) ?? known;
  async function turn(): Promise<void> {
    if (viewer) return wish(client, id, { liked: !shown.liked, count: shown.count + (shown.liked ? -1 : 1) });
    wanted = id;
    const signedIn = await askToSignIn("Join or sign in, and the picture gets your like.");
    if (!signedIn && wanted === id) wanted = null;
  }
  /** Likes what was meant before signing in, once. */
  function goOn(): void {
    if (!viewer || wanted !== id) return;
    wanted = null;
    if (!known.liked) void wish(client, id, { liked: true, count: known.count + 1 });
  }
  return { ...shown, turn, goOn };
}

async function wish(client: Client, id: string, next: Liked): Promise<void> {
  const wished = wishesOf(client);
  const underWay = wished.get().has(id);
  show(client, id, next);
  if (underWay) return; // who is under way goes on to the last wish
  let sent: boolean;
  do {
    sent = wished.get().get(id)?.liked ?? next.liked;
    if (!(await send(client, id, sent))) break;
  } while (wished.get().get(id)?.liked !== sent);
  show(client, id, undefined);
}

async function send(client: Client, id: string, liked: boolean): Promise<boolean> {
  const { data, error } = await client.mutation(liked ? LIKE : UNLIKE, { input: { postId: id } }).toPromise();
  const { payload, problem } = answer(data?.payload, error);
  if (problem)
    say(
      `${liked ? "Your like" : "Taking your like back"} did not work. ${problem.code === "OFFLINE" ? unreached() : problem.message}`,
    );
  else if (!payload.post) await renew(client, [id]);
  if (problem === null) tabs.postMessage(id);
  return problem === null;
}

function show(client: Client, id: string, liked: Liked | undefined): void {
  const wished = wishesOf(client);
  const next = new Map(wished.get());
  if (liked) next.set(id, liked);
  else next.delete(id);
  wished.set(next);
}
