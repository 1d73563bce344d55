// How the page speaks to Limn: the public GraphQL API and nothing else. The session is a cookie that no script can read;
// the header tells the API that a page of this origin asks.
import { type ReactNode, useState } from "react";
import { Client, type Exchange, fetchExchange, mapExchange, Provider, subscriptionExchange } from "urql";
import { store } from "../parts/store.ts";
import { hush } from "../parts/toasts.tsx";
import { cache } from "./cache.ts";
import { succeed } from "./kept.ts";
import { hangUp, stream } from "./line.ts";
import { newestExchange } from "./newest.ts";
import { overtakenExchange } from "./overtaken.ts";

/** Set once the API has said that the session of this page has ended. */
export const sessionEnded = store(false);

/** How many have looked here before, one after the other. */
let number = 0;

/** Who looks now, as a number: another one than before once another looks. */
export const looker = (): number => number;

const current = store({ client: makeNow(), number });

/** The other tabs of this browser have the same cookie: when another person looks here, so it is there. */
const tabs = new BroadcastChannel("viewer");
tabs.onmessage = () => begin(false);

/**
 * Another person is to be shown what they may see: everything known is forgotten. `staying`: nobody was signed in before,
 * so the lists that were read stay where they are until they have been read anew.
 */
export function startAnew({ staying = false } = {}): void {
  begin(staying);
  tabs.postMessage("anew");
}

function begin(staying: boolean): void {
  hangUp();
  hush();
  sessionEnded.set(false);
  const before = current.get();
  number += 1;
  const client = makeNow();
  if (staying) succeed(client, before.client);
  current.set({ client, number });
}

function makeClient(...between: Exchange[]): Client {
  const mine = number;
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    fetchOptions: { credentials: "same-origin", headers: { "X-Limn-App": "1" } },
    exchanges: [
      mapExchange({
        onResult(result) {
          if (result.extensions?.session === "ended" && mine === number) sessionEnded.set(true);
        },
      }),
      ...between,
      subscriptionExchange({
        forwardSubscription: (request) =>
          stream(request.query ?? "", (request.variables ?? {}) as Record<string, unknown>),
      }),
      fetchExchange,
    ],
  });
}

/** A client that keeps what is. */
function makeNow(): Client {
  return makeClient(cache(), overtakenExchange, newestExchange);
}

export function Graph({ children }: { children: ReactNode }) {
  const { client, number } = current.use();
  return (
    <Provider key={number} value={client}>
      {children}
    </Provider>
  );
}

/** For what was: a post of then is another than the post of now, and neither may stand in the other's place in the cache. */
export function Then({ children }: { children: ReactNode }) {
  const [client] = useState(() => makeClient());
  return <Provider value={client}>{children}</Provider>;
}
