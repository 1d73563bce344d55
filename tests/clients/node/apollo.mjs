// Apollo Client without a view: pages that join, one copy of each thing by its id, documents by their hash, and a
// subscription.
import { createHash } from "node:crypto";
import { ApolloClient, gql, HttpLink, InMemoryCache, split } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { getMainDefinition, relayStylePagination } from "@apollo/client/utilities";
import { createClient } from "graphql-ws";
import { bearer, enough, given, http, LIKE, LIKES, line, say, watched, whole } from "./parts.mjs";
import { resuming } from "./resuming.mjs";

const FEED = gql`
  query ($after: String) {
    feed(first: 2, after: $after) { edges { cursor node { id viewerHasLiked } } pageInfo { hasNextPage endCursor } }
  }
`;

const byHash = new PersistedQueryLink({ sha256: (document) => createHash("sha256").update(document).digest("hex") });
const socket = createClient(line);
const client = new ApolloClient({
  cache: new InMemoryCache({ typePolicies: { Query: { fields: { feed: relayStylePagination(["feed", "tag"]) } } } }),
  link: split(
    ({ query }) => getMainDefinition(query).operation === "subscription",
    new GraphQLWsLink(resuming(socket)),
    byHash.concat(new HttpLink({ uri: http, fetch: watched, headers: { authorization: bearer } })),
  ),
});

const feed = client.watchQuery({ query: FEED });
const shown = [];
feed.subscribe(({ data }) => {
  const post = data?.feed?.edges.find(({ node }) => node.id === given.post)?.node;
  if (post) shown.push(post.viewerHasLiked);
});
let page = await client.query({ query: FEED });
while (page.data.feed.pageInfo.hasNextPage) {
  page = await feed.fetchMore({ variables: { after: page.data.feed.pageInfo.endCursor } });
}
const joined = client.readQuery({ query: FEED }).feed.edges.map(({ node }) => node.id);
await client.mutate({ mutation: gql(LIKE), variables: { input: { postId: given.post } } });
say({ joined, shown, kept: Object.keys(client.cache.extract()).filter((name) => name.startsWith("Post:")).length });

const watching = client.subscribe({ query: gql(LIKES), variables: { after: given.after } }).subscribe({
  next: ({ data }) => say({ saw: data.events.position }),
  error: (error) => say({ error: String(error) }),
});
await enough;
watching.unsubscribe();
await socket.dispose();
const again = await client.query({ query: FEED, fetchPolicy: "network-only" });
client.stop();
say({ whole, again: again.data.feed.edges.length });
