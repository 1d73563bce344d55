import type { Client } from "urql";
import { POSTS } from "./post.ts";

const AT_ONCE = 100;

/** Reads posts anew, into whatever shows them. Answers the ids of those that are not to be seen any more. */
export async function renew(client: Client, ids: readonly string[]): Promise<string[]> {
  const gone: string[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE);
    const { data } = await client.query(POSTS, { ids: some }, { requestPolicy: "network-only" }).toPromise();
    if (!data) break;
    gone.push(...some.filter((_id, index) => data.nodes[index] === null));
  }
  return gone;
}
