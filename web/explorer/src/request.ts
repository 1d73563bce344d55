// One operation as the editors hold it, and the headers it goes out with.
import { type ExecutionResult, GraphQLError } from "graphql";

export interface Request {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
  headers: Record<string, string>;
}

export type Result = ExecutionResult<Record<string, unknown>>;
export type Errors = NonNullable<Result["errors"]>;

export const ENDPOINT = "/graphql";
export const LOST = "the connection was lost";

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

/** What went wrong outside of GraphQL, in its form: an error's stack says nothing to who uses this page. */
export function asErrors(cause: unknown): Errors {
  return [new GraphQLError(cause instanceof Error ? cause.message : String(cause))];
}

/** GraphQL's answer as it came; an error that tells the status and text of any other. */
export function answerIn(status: number, text: string): Result {
  try {
    const answer = JSON.parse(text) as Result;
    if (answer.data || answer.errors) return answer;
  } catch {
    // no JSON: something between here and the API answered
  }
  return { errors: asErrors(`HTTP ${status}: ${text.slice(0, 300)}`) };
}

/** A query or mutation over HTTP. */
export async function send(request: Request): Promise<Result> {
  try {
    const response = await post(request, "application/graphql-response+json, application/json;q=0.9", {});
    return answerIn(response.status, await response.text());
  } catch (error) {
    return { errors: asErrors(error) };
  }
}
