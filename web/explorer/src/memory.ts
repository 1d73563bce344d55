// What earlier operations answered, offered to later ones: ids and positions fill the empty variables of the other tabs.
import type { Result } from "./request";
import { actAs, session } from "./session";

type Fields = Record<string, unknown>;

const known = new Map<string, string>();
const accounts = new Map<string, string>(); // id by handle, the newest last
const authors = new Map<string, string>(); // who shared a post: account id by post id
const people = new Set<string>(); // handles of those who signed in on this page, the newest last
const offered = new Set<string>();
const answers = new Map<string, unknown>(); // the newest by the operation's name
const ID_OF = { render: "renderId", post: "postId", comment: "commentId", replay: "replayId" } as const;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function rememberAccount({ id, handle }: Fields): void {
  if (typeof id !== "string" || typeof handle !== "string") return;
  accounts.delete(handle);
  accounts.set(handle, id);
}

function rememberSession({ expiresAt, account }: Fields): void {
  if (typeof expiresAt !== "string" || !isFields(account)) return;
  const { id, handle } = account;
  if (typeof id !== "string" || typeof handle !== "string") return;
  people.delete(handle);
  people.add(handle);
  actAs({ accountId: id, handle });
}

function rememberNamed(name: string, value: Fields): void {
  const variable = ID_OF[name as keyof typeof ID_OF];
  if (variable && typeof value.id === "string") known.set(variable, value.id);
  if (name === "account" || name === "author" || name === "viewer") rememberAccount(value);
}

function rememberAuthor({ id, author }: Fields): void {
  if (typeof id === "string" && isFields(author) && typeof author.id === "string") authors.set(id, author.id);
}

function walk(value: unknown): void {
  if (Array.isArray(value)) return value.forEach(walk);
  if (!isFields(value)) return;
  rememberAuthor(value);
  for (const [name, part] of Object.entries(value)) {
    if (isFields(part)) rememberNamed(name, part);
    walk(part);
  }
}

/** A list is only a hint: its first post is offered while no operation has named one. */
function rememberFirstOf(connection: unknown): void {
  if (known.has("postId") || !isFields(connection) || !Array.isArray(connection.edges)) return;
  const [first] = connection.edges as unknown[];
  if (isFields(first) && isFields(first.node) && typeof first.node.id === "string") known.set("postId", first.node.id);
}

/** Takes from an answer of a query or mutation what later operations may need. */
export function remember({ data, extensions }: Result): void {
  if (extensions?.session === "ended") actAs(null);
  if (!data) return;
  walk(data);
  for (const [field, value] of Object.entries(data)) {
    if (field === "signOut" && isFields(value)) actAs(null);
    if (field === "feed" || field === "trending") rememberFirstOf(value);
    if (!isFields(value)) continue;
    rememberSession(value);
    if ("userErrors" in value && typeof value.position === "string") known.set("minPosition", value.position);
  }
}

/** Keeps an answer under the name of its operation, by which the cookbook's variables mean it. */
export function keep(operation: string | null, { data }: Result): void {
  if (operation && data) answers.set(operation, data);
}

function answered(path: string): string | undefined {
  const [operation = "", ...way] = path.split(".");
  const step = (value: unknown, name: string): unknown => (value as Fields | null | undefined)?.[name];
  const value = way.reduce(step, answers.get(operation));
  return typeof value === "string" ? value : undefined;
}

function offer(variable: string): string | undefined {
  const current = session.getState().current;
  if (variable === "handle") return [...people].findLast((handle) => handle !== current?.handle) ?? current?.handle;
  if (variable === "accountId") {
    const others = [...accounts.values(), authors.get(known.get("postId") ?? "")];
    return others.findLast((id) => id !== undefined && id !== current?.accountId);
  }
  return known.get(variable);
}

const FILLABLE = /"(renderId|postId|commentId|replayId|accountId|handle|minPosition)"(\s*:\s*)(null|"[^"]*")/g;

// {Join.register.account.id}: what the operation Join answered there
const ANSWERED = /\{(\w+(?:\.\w+)+)\}/g;

/** The operations that have to be run before, so that nothing in this text is left open. */
export function missing(text: string): string[] {
  const open = [...text.matchAll(ANSWERED)].map(([, path = ""]) => path).filter((path) => answered(path) === undefined);
  return [...new Set(open.map((path) => path.slice(0, path.indexOf("."))))];
}

/** JSON with what its braces mean, as far as that was answered. */
export function fillAnswered(json: string): string {
  return json.replace(ANSWERED, (whole, path: string) => {
    const value = answered(path);
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  });
}

/** The text of a variables editor with its empty or earlier offered values filled; what a person typed stays. */
export function fill(variables: string): string {
  return fillAnswered(variables).replace(FILLABLE, (whole, name: string, colon: string, value: string) => {
    const text = value === "null" ? "" : value.slice(1, -1);
    const found = offer(name);
    if (!found || (text !== "" && !offered.has(text))) return whole;
    offered.add(found);
    return `"${name}"${colon}"${found}"`;
  });
}
