// One operation as the editors hold it, and the headers it goes out with.
import type { ExecutionResult } from "graphql";

export interface Request {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
  headers: Record<string, string>;
}

export type Result = ExecutionResult<Record<string, unknown>>;

export const ENDPOINT = "/graphql";

/** Says that a page of this server asks: only then does the browser's cookie say who. */
const FROM_PAGE = { "X-Limn-App": "1" };

/** An operation on its way; an authorization written in the header editor wins over the cookie. */
export function post(request: Request, accept: string, more: Record<string, string>, signal?: AbortSignal): Promise<Response> {
  const headers = { "Content-Type": "application/json", Accept: accept, ...FROM_PAGE, ...request.headers, ...more };
  return fetch(ENDPOINT, { method: "POST", headers, body: body(request), signal: signal ?? null });
}

function body({ query, variables, operationName }: Request): string {
  return JSON.stringify({ query, variables, ...(operationName ? { operationName } : {}) });
}

/** A query or mutation over HTTP. A refusal that is not GraphQL becomes an error with its status and text. */
export async function send(request: Request): Promise<Result> {
  const response = await post(request, "application/graphql-response+json, application/json;q=0.9", {});
  const text = await response.text();
  try {
    return JSON.parse(text) as Result;
  } catch {
    throw new Error(`HTTP ${response.status} ${response.statusText}: ${text.slice(0, 500)}`);
  }
}
