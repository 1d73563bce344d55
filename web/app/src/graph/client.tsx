// How the page speaks to Limn: the public GraphQL API and nothing else. The session is a cookie that no script can read;
// the header tells the API that a page of this origin asks.
import { type ReactNode, useMemo } from "react";
import { Client, fetchExchange, mapExchange, Provider, subscriptionExchange } from "urql";
import { store } from "../parts/store.ts";
import { cache } from "./cache.ts";
import { hangUp, stream } from "./line.ts";
import { newestExchange } from "./newest.ts";

/** Raised by one when another person is to be shown what they may see: everything known is forgotten. */
const generation = store(0);

/** Set once the API has said that the session of this page has ended. */
export const sessionEnded = store(false);

export function startAnew(): void {
  hangUp();
  sessionEnded.set(false);
  generation.set(generation.get() + 1);
}

function makeClient(): Client {
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    fetchOptions: { credentials: "same-origin", headers: { "X-Limn-App": "1" } },
    exchanges: [
      mapExchange({
        onResult(result) {
          if (result.extensions?.session === "ended") sessionEnded.set(true);
        },
      }),
      cache(),
      newestExchange,
      subscriptionExchange({
        forwardSubscription: (request) =>
          stream(request.query ?? "", (request.variables ?? {}) as Record<string, unknown>),
      }),
      fetchExchange,
    ],
  });
}

export function Graph({ children }: { children: ReactNode }) {
  const number = generation.use();
  const client = useMemo(makeClient, [number]);
  return (
    <Provider key={number} value={client}>
      {children}
    </Provider>
  );
}
