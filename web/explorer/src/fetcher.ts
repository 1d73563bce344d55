// Where GraphiQL's play button leads: HTTP for queries and mutations, a stream for subscriptions.
import type { Fetcher, FetcherOpts, FetcherParams, Observable, Unsubscribable } from "@graphiql/toolkit";
import type { OperationDefinitionNode } from "graphql";

import { brief } from "./brief";
import { before } from "./cookbook";
import { fillAnswered, keep, remember } from "./memory";
import { operationsIn, resumes } from "./operations";
import { asErrors, type Request, type Result, send } from "./request";
import type { Observer, Stream } from "./streams/stream";
import { start, streamOf } from "./streams/streams";
import { frontTab, isBehind } from "./tabs";

/** The operation to run. Just after a change of tabs GraphiQL still names the other tab's: then it is this document's first. */
function chosen(operations: OperationDefinitionNode[], name?: string | null): OperationDefinitionNode | undefined {
  return operations.find((operation) => operation.name?.value === name) ?? operations[0];
}

function asRequest({ query, variables }: FetcherParams, opts: FetcherOpts | undefined, operationName: string | null): Request {
  const written = JSON.stringify({ variables: variables ?? {}, headers: opts?.headers ?? {} });
  return { query, operationName, ...(JSON.parse(fillAnswered(written)) as Pick<Request, "variables" | "headers">) };
}

/** What GraphiQL subscribes to; `open` says which stream that is. Errors are results here: of an error it would show the stack. */
function observable(open: (observer: Observer) => Stream): Observable<Result> {
  const observe = (observer: Observer & { error: (error: unknown) => void }): Unsubscribable => {
    const next = (result: Result): void => observer.next(brief(result)); // the whole of it is in the log
    const stream = open({ ...observer, next });
    // GraphiQL unsubscribes for its stop button and for a change of tabs alike; only afterwards is it known which tab is in front.
    const unsubscribe = () => queueMicrotask(() => (isBehind(stream.tabId) ? stream.leave() : stream.stop()));
    return { unsubscribe };
  };
  return { subscribe: observe as Observable<Result>["subscribe"] };
}

function subscribe(request: Request, operation: OperationDefinitionNode): Observable<Result> {
  const tabId = frontTab();
  const name = operation.name?.value ?? "subscription";
  return observable((observer) => start(tabId, name, request, resumes(operation), observer));
}

async function ask(request: Request): Promise<Result> {
  const result = await send(request);
  remember(result);
  keep(request.operationName, result);
  return result;
}

export const fetcher: Fetcher = (params, opts) => {
  const left = streamOf(frontTab());
  if (left?.away) return observable((observer) => left.comeBack(observer)); // GraphiQL forgot it when its tab was left
  const operation = chosen(operationsIn(params.query), params.operationName);
  const request = asRequest(params, opts, operation?.name?.value ?? null);
  const first = before(JSON.stringify([request.variables, request.headers]));
  if (first) return { errors: asErrors(`Not sent: its braces stand for what others answer. Run ${first} first.`) };
  return operation?.operation === "subscription" ? subscribe(request, operation) : ask(request);
};
