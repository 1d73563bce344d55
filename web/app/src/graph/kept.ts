// What is kept while one person looks, by name, so that it is still there on the way back. Another person has another
// client, and finds nothing of it.
import type { Client } from "urql";

const MOST = 16;

const kept = new WeakMap<Client, Map<string, unknown>>();
const predecessors = new WeakMap<Client, Client>();

/**
 * The thing of that name. `make` makes it where it is not there, out of what a predecessor had, if there is one. Of many,
 * those looked at last stay.
 */
export function keptBy<Thing>(client: Client, name: string, make: (before: Thing | undefined) => Thing): Thing {
  const things = kept.get(client) ?? new Map<string, unknown>();
  kept.set(client, things);
  const thing = (things.get(name) as Thing | undefined) ?? make(before(client, name) as Thing | undefined);
  things.delete(name);
  things.set(name, thing);
  if (things.size > MOST) things.delete(things.keys().next().value as string);
  return thing;
}

/** Lets a client begin with what was kept for another: for who has just signed in, and was nobody before. */
export function succeed(client: Client, predecessor: Client): void {
  predecessors.set(client, predecessor);
}

function before(client: Client, name: string): unknown {
  const predecessor = predecessors.get(client);
  return predecessor && kept.get(predecessor)?.get(name);
}
