// npm graphql-ws: several operations on one socket that is opened when it is needed, asked whether it lives, and lost.
// What it has asked for and got no answer to it asks again, commands too.
import { createClient } from "graphql-ws";
import { enough, given, LIKE, LIKES, line, say } from "./parts.mjs";
import { resuming } from "./resuming.mjs";

const SAY = "mutation ($input: CommentInput!) { comment(input: $input) { position } }";
const CHANGES = "subscription ($id: ID!, $after: Position) { postChanges(postId: $id, after: $after) { position changes { post { likeCount } } } }";

const codes = [];
let connections = 0;
const socket = createClient({
  ...line,
  keepAlive: 100,
  on: {
    connected: () => connections++,
    closed: ({ code }) => codes.push(code),
    pong: (received) => received && say({ alive: true }),
  },
});
const client = resuming(socket);

function watch(query, variables, see) {
  const error = (reason) => say({ error: String(reason) });
  client.subscribe({ query, variables }, { next: ({ data }) => see(data), complete: () => {}, error });
}

/** The one answer to a query or mutation. */
async function ask(query, variables) {
  for await (const { data } of socket.iterate({ query, variables })) return data;
}

const before = connections;
watch(LIKES, { after: given.after }, ({ events }) => say({ saw: events.position }));
watch(CHANGES, { id: given.post, after: given.after }, ({ postChanges }) => {
  for (const { post } of postChanges.changes) say({ count: post.likeCount, position: postChanges.position });
});
const { likePost } = await ask(LIKE, { input: { postId: given.post } });
const { post } = await ask("query ($id: ID!) { post(id: $id) { viewerHasLiked } }", { id: given.post });
say({ before, liked: likePost.post.viewerHasLiked, read: post.viewerHasLiked });

let over = false;
enough.then(() => (over = true));
let acknowledged = 0;
while (!over) {
  const key = `number ${acknowledged}`;
  const { comment } = await ask(SAY, { input: { postId: given.post, text: key, idempotencyKey: key } });
  if (comment.position) acknowledged++;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const lost = [...codes];
const left = new Promise((resolve) => socket.on("closed", ({ code }) => resolve(code)));
socket.dispose();
say({ acknowledged, connections, lost, left: await left });
