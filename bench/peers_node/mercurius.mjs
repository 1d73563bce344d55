// Mercurius on Fastify, with jit and its own loaders.
import Fastify from "fastify";
import mercurius from "mercurius";
import { accounts, images, labels, liked, viewerOf } from "./data.mjs";
import { resolvers, typeDefs } from "./resolvers.mjs";
import { listening } from "./listening.mjs";

const objects = (queries) => queries.map(({ obj }) => obj);

const app = Fastify();
app.register(mercurius, {
  schema: typeDefs,
  resolvers,
  loaders: {
    Post: {
      author: (queries) => accounts(objects(queries).map((post) => post.author_id)),
      image: (queries) => images(objects(queries).map((post) => post.image_id)),
      labels: (queries) => labels(objects(queries)),
      viewerHasLiked: (queries, { viewer }) => liked(viewer, objects(queries).map((post) => post.id)),
    },
  },
  context: async (request) => ({ viewer: await viewerOf(request.headers.authorization) }),
  jit: 1,
});
await app.listen({ host: "127.0.0.1", port: 0 });
listening(app.server);
