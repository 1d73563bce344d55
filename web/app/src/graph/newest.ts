// Answers overtake each other: a page asked for earlier may arrive after a like that happened later. Of each post, what
// was read at the greatest position stays.
import type { Exchange } from "urql";
import { map, pipe } from "wonka";

type Fields = Record<string, unknown>;

const KEPT = 5_000;

/** Sits between the cache and the network. */
export const newestExchange: Exchange =
  ({ forward }) =>
  (operations) => {
    const newest = new Map<string, Fields>();
    return pipe(
      forward(operations),
      map((result) => {
        reconcile(result.data, newest);
        return result;
      }),
    );
  };

/** Walks an answer and lets no post in it go back behind the newest one seen. Changes it in place. */
export function reconcile(data: unknown, newest: Map<string, Fields>): void {
  if (Array.isArray(data)) for (const item of data) reconcile(item, newest);
  else if (data !== null && typeof data === "object") {
    const fields = data as Fields;
    if (fields.__typename === "Post" && typeof fields.changedAt === "string") settle(fields, newest);
    for (const value of Object.values(fields)) reconcile(value, newest);
  }
}

function settle(post: Fields, newest: Map<string, Fields>): void {
  const id = String(post.id);
  const known = newest.get(id);
  const scalars = Object.fromEntries(Object.entries(post).filter(([, value]) => typeof value !== "object"));
  if (known && String(known.changedAt) > String(post.changedAt)) {
    for (const name of Object.keys(scalars)) if (name in known) post[name] = known[name];
    return;
  }
  newest.delete(id); // so that the map's order is that of the last sight
  newest.set(id, { ...known, ...scalars });
  if (newest.size > KEPT) newest.delete(newest.keys().next().value as string);
}
