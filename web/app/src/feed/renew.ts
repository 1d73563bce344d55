import type { Client } from "urql";
import { POSTS } from "./post.ts";

const AT_ONCE = 100;

/** Reads posts anew, into whatever shows them. Answers which are there, and which are not to be seen any more; of some neither, where the network fails. */
export async function renew(client: Client, ids: readonly string[]): Promise<{ here: string[]; gone: string[] }> {
  const [here, gone]: [string[], string[]] = [[], []];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    const { data } = await client.query(POSTS, { ids: some }, { requestPolicy: "network-only" }).toPromise();
    if (!data) break;
    some.forEach((id, index) => (data.nodes[index] === null ? gone : here).push(id));
  }
  return { here, gone };
}
