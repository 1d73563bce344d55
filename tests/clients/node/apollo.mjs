// Apollo Client without a view: pages that join, one copy of each thing by its id, and a subscription.
import { ApolloClient, gql, HttpLink, InMemoryCache, split } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { getMainDefinition, relayStylePagination } from "@apollo/client/utilities";
import { createClient } from "graphql-ws";
import { bearer, enough, given, http, LIKE, LIKES, line, say } from "./parts.mjs";
import { resuming } from "./resuming.mjs";

const FEED = gql`
  query ($after: String) {
    feed(first: 2, after: $after) { edges { cursor node { id viewerHasLiked } } pageInfo { hasNextPage endCursor } }
  }
`;

const socket = createClient(line);
const client = new ApolloClient({
  cache: new InMemoryCache({ typePolicies: { Query: { fields: { feed: relayStylePagination(["feed", "tag"]) } } } }),
  link: split(
    ({ query }) => getMainDefinition(query).operation === "subscription",
    new GraphQLWsLink(resuming(socket)),
    new HttpLink({ uri: http, headers: { authorization: bearer } }),
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
client.stop();
say({ over: true });
