// Answers overtake each other: a page asked for earlier may arrive after a like that happened later. Of each field of a
// post, what was read at the greatest position stays.
import type { Exchange } from "urql";
import { map, pipe } from "wonka";

type Fields = Record<string, unknown>;

interface Read {
  value: unknown;
  at: string;
}

/** By post and field. Not every answer has every field: a stream says nothing about who looks. */
type Newest = Map<string, Map<string, Read>>;

const KEPT = 5_000;

/** Sits between the cache and the network. */
export const newestExchange: Exchange =
  ({ forward }) =>
  (operations) => {
    const newest: Newest = new Map();
    return pipe(
      forward(operations),
      map((result) => {
        reconcile(result.data, newest);
        return result;
      }),
    );
  };

/** Walks an answer and lets no post in it go back behind the newest one seen. Changes it in place. */
export function reconcile(data: unknown, newest: Newest): void {
  if (Array.isArray(data)) for (const item of data) reconcile(item, newest);
  else if (data !== null && typeof data === "object") {
    const fields = data as Fields;
    if (fields.__typename === "Post" && typeof fields.changedAt === "string") settle(fields, fields.changedAt, newest);
    for (const value of Object.values(fields)) reconcile(value, newest);
  }
}

function settle(post: Fields, at: string, newest: Newest): void {
  const id = String(post.id);
  const known = newest.get(id) ?? new Map<string, Read>();
  for (const [name, value] of Object.entries(post)) {
    if (!isPlain(value)) continue;
    const read = known.get(name);
    if (read && read.at > at) post[name] = read.value;
    else known.set(name, { value, at });
  }
  newest.delete(id); // so that the map's order is that of the last sight
  newest.set(id, known);
  if (newest.size > KEPT) newest.delete(newest.keys().next().value as string);
}

/** Other things have places of their own in the cache. */
function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isNameless) : value === null || typeof value !== "object";
}

function isNameless(item: unknown): boolean {
  return item === null || typeof item !== "object" || !("id" in item);
}
