// What all peers share: one pool, statements that PostgreSQL prepares once, who asks, and rows for many ids at once.
import { createHash } from "node:crypto";
import pg from "pg";

const BIGINT = 20;
pg.types.setTypeParser(BIGINT, Number);

// All share the hundred connections of one PostgreSQL: those of who is not measured just now are given back.
export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12, idleTimeoutMillis: 3_000 });

const ask = async (name, text, values) => (await pool.query({ name, text, values })).rows;

const SESSION = "SELECT account FROM peers.sessions WHERE token_hash = $1 AND expires_at > now()";
const LATEST = `
  SELECT *, (SELECT position FROM peers.head) AS position FROM peers.posts WHERE listed AND place < $2
    AND NOT EXISTS (SELECT FROM peers.blocks WHERE blocker = author_id AND blocked = $1)
    AND NOT EXISTS (SELECT FROM peers.blocks WHERE blocker = $1 AND blocked = author_id)
    AND NOT EXISTS (SELECT FROM peers.mutes WHERE muter = $1 AND muted = author_id)
  ORDER BY place DESC LIMIT $3`;
const POSTS = "SELECT * FROM peers.posts WHERE id = ANY($1)";
const ACCOUNTS = "SELECT * FROM peers.accounts WHERE id = ANY($1)";
const IMAGES = "SELECT * FROM peers.images WHERE id = ANY($1)";
const LABELS = "SELECT post, name FROM peers.labels WHERE post = ANY($1)";
const LIKED = "SELECT post FROM peers.likes WHERE account = $1 AND post = ANY($2)";

/** The account that a bearer token stands for, or null. */
export async function viewerOf(authorization) {
  const token = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
  if (!token) return null;
  const [session] = await ask("session", SESSION, [createHash("sha256").update(token).digest()]);
  return session?.account ?? null;
}

export const latest = (viewer, before, limit) => ask("latest", LATEST, [viewer, before, limit]);

async function byId(name, text, ids) {
  const found = new Map((await ask(name, text, [[...new Set(ids)]])).map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}

export const posts = (ids) => byId("posts", POSTS, ids);
export const accounts = (ids) => byId("accounts", ACCOUNTS, ids);
export const images = (ids) => byId("images", IMAGES, ids);

/** The labels of each post; those without any are not asked for. */
export async function labels(wanted) {
  const labelled = wanted.filter((post) => post.labelled).map((post) => post.id);
  const found = labelled.length ? await ask("labels", LABELS, [labelled]) : [];
  return wanted.map((post) => found.filter((label) => label.post === post.id));
}

/** Whether the viewer likes each post. */
export async function liked(viewer, ids) {
  const found = viewer ? await ask("liked", LIKED, [viewer, ids]) : [];
  const theirs = new Set(found.map((row) => row.post));
  return ids.map((id) => theirs.has(id));
}
