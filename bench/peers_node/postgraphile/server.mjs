// PostGraphile over the tables, with the options that its documentation names for production.
import { createServer } from "node:http";
import postgraphile from "postgraphile";
import { pool, viewerOf } from "../data.mjs";
import { listening } from "../listening.mjs";

const middleware = postgraphile.postgraphile(pool, "peers", {
  disableQueryLog: true,
  dynamicJson: true,
  disableDefaultMutations: true,
  ignoreRBAC: true,
  setofFunctionsContainNulls: false,
  simpleCollections: "both",
  retryOnInitFail: false,
  pgSettings: async (request) => ({ "peers.viewer": (await viewerOf(request.headers.authorization)) ?? "" }),
});
const server = createServer(middleware);
server.listen(0, "127.0.0.1", () => listening(server));
