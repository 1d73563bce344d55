// What is kept while one person looks, by name, so that it is still there on the way back. Another person has another
// client, and finds nothing of it.
import type { Client } from "urql";

const MOST = 16;

const kept = new WeakMap<Client, Map<string, unknown>>();

/** The thing of that name, made when it is not there. Of many, those looked at last stay. */
export function keptBy<Thing>(client: Client, name: string, make: () => Thing): Thing {
  const things = kept.get(client) ?? new Map<string, unknown>();
  kept.set(client, things);
  const thing = (things.get(name) as Thing | undefined) ?? make();
  things.delete(name);
  things.set(name, thing);
  if (things.size > MOST) things.delete(things.keys().next().value as string);
  return thing;
}
