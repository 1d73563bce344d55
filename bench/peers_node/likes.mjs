// Likes of many requests, written by one statement: what waits while one is written goes with the next.
import { pool, posts } from "./data.mjs";

const MOST = 256;
const WRITE = `
  WITH asked AS (
    SELECT DISTINCT account, posts.id, author_id FROM unnest($1::text[], $2::text[]) AS asked (account, post)
      JOIN peers.posts ON posts.id = asked.post
      WHERE NOT EXISTS (SELECT FROM peers.blocks WHERE blocker = author_id AND blocked = account)
        AND NOT EXISTS (SELECT FROM peers.blocks WHERE blocker = account AND blocked = author_id)
  ), written AS (
    INSERT INTO peers.likes (account, post) SELECT account, id FROM asked ON CONFLICT DO NOTHING RETURNING post
  )
  UPDATE peers.posts SET like_count = like_count + more FROM
    (SELECT post, count(*) AS more FROM written GROUP BY post) AS counted WHERE posts.id = counted.post`;

let waiting = [];
let writing = false;

/** Resolves once the like is on disk: with the post as it is then, where that is asked for. */
export function like(account, post, shown) {
  return new Promise((resolve, reject) => {
    waiting.push({ account, post, shown, resolve, reject });
    if (!writing) void writeAll();
  });
}

async function writeAll() {
  writing = true;
  while (waiting.length) {
    const batch = waiting.slice(0, MOST);
    waiting = waiting.slice(MOST);
    try {
      const columns = [batch.map(({ account }) => account), batch.map(({ post }) => post)];
      await pool.query({ name: "like", text: WRITE, values: columns });
      const asked = batch.filter(({ shown }) => shown).map(({ post }) => post);
      const found = asked.length ? await posts(asked) : [];
      for (const { shown, resolve } of batch) resolve(shown ? found.shift() : null);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  writing = false;
}
