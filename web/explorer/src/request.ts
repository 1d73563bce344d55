// One operation as the editors hold it, and the headers it goes out with.
import type { ExecutionResult } from "graphql";

import { authorization } from "./session";

export interface Request {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
  headers: Record<string, string>;
}

export type Result = ExecutionResult<Record<string, unknown>>;

export const ENDPOINT = "/graphql";

/** Headers written in the header editor win over the person who is signed in. */
export function withAuthorization(headers: Record<string, string>): Record<string, string> {
  const written = Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
  const bearer = authorization();
  return written || !bearer ? headers : { ...headers, Authorization: bearer };
}

export function body({ query, variables, operationName }: Request): string {
  return JSON.stringify({ query, variables, ...(operationName ? { operationName } : {}) });
}

/** A query or mutation over HTTP. A refusal that is not GraphQL becomes an error with its status and text. */
export async function send(request: Request): Promise<Result> {
  const response = await fetch(ENDPOINT, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/graphql-response+json, application/json;q=0.9",
      ...withAuthorization(request.headers),
    },
    body: body(request),
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as Result;
  } catch {
    throw new Error(`HTTP ${response.status} ${response.statusText}: ${text.slice(0, 500)}`);
  }
}
