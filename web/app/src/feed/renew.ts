import type { Client } from "urql";
import { POSTS } from "./post.ts";

const AT_ONCE = 100;

interface Read {
  here: string[];
  gone: string[];
}

const lastAsked = new WeakMap<Client, Promise<Read>>();

/**
 * Reads posts anew, into whatever shows them. Answers which are there, and which are not to be seen any more; of some
 * neither, where the network fails. One after the other: the client would give the answer that is on its way to whoever
 * asks the same later.
 */
export function renew(client: Client, ids: readonly string[]): Promise<Read> {
  const asked = Promise.resolve(lastAsked.get(client)).then(() => read(client, ids));
  lastAsked.set(client, asked);
  return asked;
}

async function read(client: Client, ids: readonly string[]): Promise<Read> {
  const [here, gone]: [string[], string[]] = [[], []];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    const { data } = await client.query(POSTS, { ids: some }, { requestPolicy: "network-only" }).toPromise();
    if (!data) break;
    some.forEach((id, index) => (data.nodes[index] === null ? gone : here).push(id));
  }
  return { here, gone };
}
