// The same stream as graphql-ws serves it with ws: our schema, the app's document, the payloads that it is fed over HTTP.
// As their documentation has it: production, no compression, keep-alive pings, a document parsed and validated once.
import { readFile } from "node:fs/promises";
import { setMaxListeners } from "node:events";
import { createServer } from "node:http";
import { createPubSub, filter, pipe } from "@graphql-yoga/subscription";
import { buildSchema, parse, validate } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";

const schema = buildSchema(await readFile(process.argv[2], "utf8"));
/** Who has which token, and whom they block. */
const people = new Map(JSON.parse(await readFile(process.argv[3], "utf8")).map((one) => [`Bearer ${one.token}`, one]));
const eventTarget = new EventTarget();
setMaxListeners(0, eventTarget); // everybody listens to the one
const changes = createPubSub({ eventTarget });
const documents = new Map();

const shown = (viewer) => (delta) => !delta.changes.some(({ post }) => viewer.blocks.includes(post.author.id));

const roots = {
  async *feedChanges(_arguments, { viewer }) {
    const stream = pipe(changes.subscribe("delta"), filter(shown(viewer)));
    yield { feedChanges: { position: "0", reset: false, changes: [] } };
    for await (const delta of stream) yield { feedChanges: delta };
  },
};

function compiled(query) {
  let document = documents.get(query);
  if (!document) {
    document = parse(query);
    const errors = validate(schema, document);
    if (errors.length) return errors;
    documents.set(query, document);
  }
  return document;
}

const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const delta = JSON.parse(body);
  for (const { post } of delta.changes) {
    const { small, large } = post.image;
    post.image.url = ({ size }) => (size === "SMALL" ? small : large);
  }
  changes.publish("delta", delta);
  response.end();
});

useServer(
  {
    schema,
    onConnect: ({ connectionParams, extra }) => {
      extra.viewer = people.get(connectionParams?.authorization);
      return extra.viewer !== undefined;
    },
    onSubscribe: ({ extra }, _id, { query, operationName, variables }) => {
      const document = compiled(query);
      if (Array.isArray(document)) return document;
      const contextValue = { viewer: extra.viewer };
      return { schema, document, operationName, variableValues: variables, rootValue: roots, contextValue };
    },
  },
  new WebSocketServer({ server, path: "/graphql", perMessageDeflate: false }),
  12_000,
);

server.listen(0, "127.0.0.1", () => console.log(server.address().port));
