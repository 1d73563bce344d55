// graphql-transport-ws, one socket per stream: who asks is whom the cookie named when it was opened.
import type { FormattedExecutionResult } from "graphql";
import { createClient } from "graphql-ws";

import { asErrors, ENDPOINT, type Errors, LOST, type Request, type Result } from "../request";
import type { Transport } from "./transport";

// Bad request, unauthorized, forbidden, unacceptable protocol, subscriber exists, too many initialisations.
const REFUSALS = new Set([4400, 4401, 4403, 4406, 4409, 4429]);

function address(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${ENDPOINT}`;
}

function connectionParams(request: Request): Record<string, string> {
  const entries = Object.entries(request.headers);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

/** What went wrong: GraphQL's errors as they came, else one that says how the socket ended; and whether another try may help. */
function explain(error: unknown): [errors: Errors, worthRetry: boolean] {
  if (Array.isArray(error)) return [error as Errors, false];
  if (error instanceof CloseEvent) {
    return [asErrors(`${error.reason || LOST} (${error.code})`), !REFUSALS.has(error.code)];
  }
  return [asErrors(error instanceof Error ? error : LOST), true];
}

export const webSocket: Transport = ({ request }, sink) => {
  const client = createClient({
    url: address(),
    connectionParams: connectionParams(request),
    retryAttempts: 0,
    on: { connected: () => sink.opened() },
  });
  let closed = false;
  const payload = { query: request.query, variables: request.variables, operationName: request.operationName };
  const unsubscribe = client.subscribe<Record<string, unknown>>(payload, {
    next: (result: FormattedExecutionResult<Record<string, unknown>>) => {
      if (!closed) sink.next(result as unknown as Result);
    },
    complete: () => {
      if (!closed) sink.ended();
    },
    error: (error) => {
      if (!closed) sink.failed(...explain(error));
    },
  });
  return () => {
    closed = true;
    unsubscribe();
    void client.dispose();
  };
};
