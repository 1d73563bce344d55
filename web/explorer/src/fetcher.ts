// Where GraphiQL's play button leads: HTTP for queries and mutations, a stream for subscriptions.
import type { Fetcher, FetcherOpts, FetcherParams, Observable, Unsubscribable } from "@graphiql/toolkit";
import { type DocumentNode, getOperationAST, type OperationDefinitionNode, parse } from "graphql";

import { remember } from "./memory";
import { type Request, type Result, send } from "./request";
import type { Observer } from "./streams/stream";
import { start } from "./streams/streams";
import { frontTab, isBehind } from "./tabs";

function operationOf(query: string, name: string | null): OperationDefinitionNode | null {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch {
    return null; // the server says what is wrong with it
  }
  return getOperationAST(document, name) ?? null;
}

function asRequest({ query, variables, operationName }: FetcherParams, opts?: FetcherOpts): Request {
  return {
    query,
    variables: (variables ?? {}) as Record<string, unknown>,
    operationName: operationName ?? null,
    headers: (opts?.headers ?? {}) as Record<string, string>,
  };
}

function subscribe(request: Request, operation: OperationDefinitionNode): Observable<Result> {
  const tabId = frontTab();
  const resumable = operation.variableDefinitions?.some(({ variable }) => variable.name.value === "after") ?? false;
  const name = operation.name?.value ?? "subscription";
  const observe = (observer: Observer): Unsubscribable => {
    const stream = start(tabId, name, request, resumable, observer);
    const unsubscribe = (): void => {
      stream.detach();
      // GraphiQL unsubscribes for its stop button and for a change of tabs alike; only afterwards is it known which tab is in front.
      queueMicrotask(() => isBehind(tabId) || stream.stop());
    };
    return { unsubscribe };
  };
  return { subscribe: observe as Observable<Result>["subscribe"] };
}

async function ask(request: Request): Promise<Result> {
  const result = await send(request);
  remember(result);
  return result;
}

export const fetcher: Fetcher = (params, opts) => {
  const request = asRequest(params, opts);
  const operation = operationOf(request.query, request.operationName);
  return operation?.operation === "subscription" ? subscribe(request, operation) : ask(request);
};
