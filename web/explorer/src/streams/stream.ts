// One running subscription: its connection, its log of payloads, and how it resumes after a lost connection.
import { createStore, type StoreApi } from "zustand/vanilla";

import { keep } from "../memory";
import type { Errors, Request, Result } from "../request";
import type { Sink, Transport } from "./transport";

export const KEPT = 500;
const FIRST_WAIT = 500; // milliseconds; doubled after each failure
const LONGEST_WAIT = 4000;
const FLUSH_EVERY = 50; // milliseconds

export type Status = "connecting" | "open" | "waiting" | "ended" | "failed" | "stopped";

export interface Payload {
  number: number;
  at: Date;
  position: string | null;
  result: Result;
}

export interface StreamState {
  status: Status;
  /** Why it waits or failed. */
  note: string;
  /** All payloads that arrived; the log keeps the newest 500. */
  count: number;
  payloads: readonly Payload[];
  /** What is on screen while the log is paused; the stream itself goes on. */
  frozen: readonly Payload[] | null;
}

export interface Observer {
  next(result: Result): void;
  complete(): void;
}

const FRESH: StreamState = { status: "connecting", note: "", count: 0, payloads: [], frozen: null };

function positionOf({ data }: Result): string | null {
  const [first] = Object.values(data ?? {});
  const position = (first as { position?: unknown } | null | undefined)?.position;
  return typeof position === "string" ? position : null;
}

function wordsOf(errors: Errors): string {
  return errors.map(({ message }) => message).join("; ");
}

export class Stream {
  readonly state: StoreApi<StreamState> = createStore(() => FRESH);
  /** True from when another tab came to the front until this one is there again. */
  away = false;
  private observer: Observer | null;
  private close: () => void = () => {};
  private timer: number | undefined;
  private flushTimer: number | undefined;
  private arrived: Payload[] = [];
  private count = 0;
  private wait = FIRST_WAIT;
  private last: { position: string | null; eventId: string | null } = { position: null, eventId: null };

  constructor(
    readonly id: number,
    readonly tabId: string,
    readonly name: string,
    private readonly request: Request,
    /** True where the operation declares `$after`: then a new connection goes on from the last position. */
    private readonly resumable: boolean,
    private readonly transport: Transport,
    observer: Observer,
  ) {
    this.observer = observer;
    this.connect();
  }

  get live(): boolean {
    return ["connecting", "open", "waiting"].includes(this.state.getState().status);
  }

  /** Another tab comes to the front: the stream goes on, only its log is told. */
  leave(): void {
    this.away = this.live;
    this.observer = null;
  }

  /** Its tab is in front again: the observer is told the newest payload, and all that follows. */
  comeBack(observer: Observer): this {
    this.away = false;
    const newest = this.state.getState().payloads.at(-1);
    if (newest) observer.next(newest.result);
    if (this.live) this.observer = observer;
    else queueMicrotask(() => observer.complete()); // GraphiQL takes the end only once it has subscribed
    return this;
  }

  stop(): void {
    if (this.live) this.finish("stopped", "");
  }

  clear(): void {
    this.state.setState(({ frozen }) => ({ payloads: [], frozen: frozen && [] }));
  }

  togglePause(): void {
    this.state.setState(({ frozen, payloads }) => ({ frozen: frozen ? null : payloads }));
  }

  private connect(): void {
    const { position, eventId } = this.last;
    const variables = position && this.resumable ? { ...this.request.variables, after: position } : this.request.variables;
    this.close = this.transport({ request: { ...this.request, variables }, lastEventId: eventId }, this.sink());
  }

  private sink(): Sink {
    return {
      opened: () => this.state.setState({ status: "open", note: "" }),
      next: (result, eventId) => this.receive(result, eventId),
      ended: () => this.finish("ended", ""),
      failed: (errors, worthRetry) => (worthRetry ? this.retry(wordsOf(errors)) : this.fail(errors)),
    };
  }

  private receive(result: Result, eventId: string | undefined): void {
    const position = positionOf(result);
    this.last = { position: position ?? this.last.position, eventId: eventId ?? this.last.eventId };
    this.wait = FIRST_WAIT;
    this.arrived.push({ number: ++this.count, at: new Date(), position, result });
    this.flushTimer ??= window.setTimeout(() => this.flush(), FLUSH_EVERY);
  }

  /** Shows what arrived since the last time: a replay brings thousands of payloads at once, and drawing each would stall the page. */
  private flush(): void {
    window.clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    const newest = this.arrived.at(-1);
    if (!newest) return;
    const arrived = this.arrived;
    this.arrived = [];
    this.state.setState(({ payloads }) => ({ count: newest.number, payloads: [...payloads, ...arrived].slice(-KEPT) }));
    keep(this.name, newest.result);
    this.observer?.next(newest.result);
  }

  private retry(reason: string): void {
    this.close();
    this.state.setState({ status: "waiting", note: reason });
    this.timer = window.setTimeout(() => this.connect(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  private fail(errors: Errors): void {
    this.receive({ errors }, undefined);
    this.finish("failed", wordsOf(errors));
  }

  private finish(status: Status, note: string): void {
    window.clearTimeout(this.timer);
    this.close();
    this.flush();
    this.state.setState({ status, note });
    this.observer?.complete();
    this.observer = null;
  }
}
