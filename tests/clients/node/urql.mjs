// urql: a query, a mutation and a subscription through its exchanges; what it has sent once it names by its hash.
import { cacheExchange, Client, fetchExchange, gql, subscriptionExchange } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { createClient } from "graphql-ws";
import { bearer, enough, given, http, LIKE, LIKES, line, say, watched, whole } from "./parts.mjs";
import { resuming } from "./resuming.mjs";

const POST = gql`query ($id: ID!) { post(id: $id) { id likeCount viewerHasLiked } }`;

const socket = createClient(line);
const live = resuming(socket);
const client = new Client({
  url: http,
  fetch: watched,
  fetchOptions: { headers: { authorization: bearer } },
  exchanges: [
    cacheExchange,
    persistedExchange({ enableForSubscriptions: true }),
    subscriptionExchange({
      forwardSubscription: (request) => ({
        subscribe: (sink) => ({ unsubscribe: live.subscribe({ ...request, query: request.query ?? "" }, sink) }),
      }),
    }),
    fetchExchange,
  ],
});

// What was read is read again after the mutation: both name a post, and the type stands in both answers.
const shown = [];
await new Promise((read) => {
  client.query(POST, { id: given.post }).subscribe(({ data, stale }) => {
    if (!stale) read(shown.push(data.post.viewerHasLiked));
  });
});
const { data } = await client.mutation(LIKE, { input: { postId: given.post } }).toPromise();
say({ liked: data.likePost.post.viewerHasLiked });

const watching = client.subscription(LIKES, { after: given.after }).subscribe(({ data, error }) => {
  say(error ? { error: String(error) } : { saw: data.events.position });
});
await enough;
watching.unsubscribe();
await socket.dispose();
say({ shown });
const again = await client.query(POST, { id: given.post }, { requestPolicy: "network-only" }).toPromise();
say({ whole, again: again.data.post.viewerHasLiked });
