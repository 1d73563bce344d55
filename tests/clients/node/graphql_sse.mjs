// npm graphql-sse, a connection for each operation: what is asked again begins after the position in Last-Event-ID.
import { createClient } from "graphql-sse";
import { bearer, enough, given, http, LIKE, LIKES, say } from "./parts.mjs";

let last = given.after;
let connections = 0;
const client = createClient({
  url: http,
  headers: () => ({ authorization: bearer, ...(last && { "last-event-id": last }) }),
  retryAttempts: Infinity,
  retry: () => new Promise((resolve) => setTimeout(resolve, 50)),
  on: { connected: () => connections++ },
});

const once = createClient({ url: http, headers: { authorization: bearer } });
for await (const { data } of once.iterate({ query: LIKE, variables: { input: { postId: given.post } } })) {
  say({ liked: data.likePost.post.viewerHasLiked });
}

const leave = client.subscribe(
  { query: LIKES },
  {
    next: ({ data }) => {
      last = data.events.position;
      say({ saw: last });
    },
    error: (error) => say({ error: String(error) }),
    complete: () => {},
  },
);
await enough;
leave();
say({ connections });
