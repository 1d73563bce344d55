// What every script here begins with: what it was given, how it says what it saw, and when it shall end.
import WebSocket from "ws";

/** Of the test: where Limn listens, a person's token, a post, and the position to begin after. */
export const given = JSON.parse(process.argv[2]);

export const http = `http://${given.address}/graphql`;
export const bearer = `Bearer ${given.token}`;

/** How graphql-ws reaches Limn: it asks again for ever, and at once, as a test has no patience. */
export const line = {
  url: `ws://${given.address}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: { authorization: bearer },
  retryAttempts: Infinity,
  shouldRetry: () => true,
  retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
};

export const LIKE = "mutation ($input: PostRef!) { likePost(input: $input) { position post { id likeCount viewerHasLiked } } }";
export const LIKES = `subscription ($after: Position) { events(after: $after, topics: ["post.liked"]) { position } }`;

export function say(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

/** Once the test has seen enough. */
export const enough = new Promise((resolve) => process.stdin.on("end", resolve).resume());

/** Of each request that names its document by a hash, whether the document went along. */
export const whole = [];

/** `fetch`, which notes that. */
export function watched(url, asked) {
  const { extensions, query } = asked.body ? JSON.parse(asked.body) : Object.fromEntries(new URL(url).searchParams);
  if (JSON.stringify(extensions)?.includes("persistedQuery")) whole.push(Boolean(query));
  return fetch(url, asked);
}
