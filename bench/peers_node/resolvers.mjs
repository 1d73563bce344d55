// What every peer resolves in the same way; fields that are loaded in batches are each server's own.
import { readFileSync } from "node:fs";
import { latest } from "./data.mjs";
import { like } from "./likes.mjs";

export const typeDefs = readFileSync(new URL("schema.graphql", import.meta.url), "utf8");

const LISTING = "latest:";
const END = 2 ** 62;

const cursorOf = (place) => Buffer.from(JSON.stringify([1, LISTING, place])).toString("base64url");
const placeOf = (cursor) => (cursor ? JSON.parse(Buffer.from(cursor, "base64url"))[2] : END);

async function feed(_, { first, after }, { viewer }) {
  const rows = await latest(viewer, placeOf(after), first + 1);
  const shown = rows.slice(0, first);
  return {
    edges: shown.map((node) => ({ node })),
    pageInfo: { hasNextPage: rows.length > first, endCursor: shown.length ? cursorOf(shown.at(-1).place) : null },
    position: rows[0].position,
  };
}

async function likePost(_, { input }, { viewer }, info) {
  const asked = info.fieldNodes[0].selectionSet.selections.map((selection) => selection.name.value);
  return { post: await like(viewer, input.postId, asked.includes("post")), userErrors: [] };
}

export const resolvers = {
  Query: { feed },
  Mutation: { likePost },
  PostEdge: { cursor: ({ node }) => cursorOf(node.place) },
  Post: {
    altText: (post) => post.alt_text,
    promptVisibility: (post) => post.prompt_visibility,
    likeCount: (post) => post.like_count,
    commentCount: (post) => post.comment_count,
    remixCount: (post) => post.remix_count,
    createdAt: (post) => post.created_at.toISOString(),
    changedAt: (post) => post.changed_at,
  },
  Account: { displayName: (account) => account.display_name },
  Image: {
    url: (image, { size }) => `/images/${image.id}/${size.toLowerCase()}.webp`,
    altText: (image) => image.alt_text,
  },
};
