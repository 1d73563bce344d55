// The batched fields of servers that have no loaders of their own: one DataLoader per kind and request.
import DataLoader from "dataloader";
import { accounts, images, labels, liked, viewerOf } from "./data.mjs";
import { resolvers as common } from "./resolvers.mjs";

export async function contextOf(authorization) {
  const viewer = await viewerOf(authorization);
  return {
    viewer,
    accounts: new DataLoader(accounts),
    images: new DataLoader(images),
    labels: new DataLoader(labels),
    liked: new DataLoader((ids) => liked(viewer, ids)),
  };
}

export const resolvers = {
  ...common,
  Post: {
    ...common.Post,
    author: (post, _, context) => context.accounts.load(post.author_id),
    image: (post, _, context) => (post.image_id ? context.images.load(post.image_id) : null),
    labels: (post, _, context) => context.labels.load(post),
    viewerHasLiked: (post, _, context) => context.liked.load(post.id),
  },
};
