// Apollo Server with its standalone server.
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { contextOf, resolvers } from "./dataloaders.mjs";
import { typeDefs } from "./resolvers.mjs";

const { url } = await startStandaloneServer(new ApolloServer({ typeDefs, resolvers, introspection: false }), {
  listen: { host: "127.0.0.1", port: 0 },
  context: ({ req }) => contextOf(req.headers.authorization),
});
console.log(url);
