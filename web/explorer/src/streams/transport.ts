// What every way to subscribe offers. A transport knows one connection; resuming is the stream's business.
import type { Errors, Request, Result } from "../request";

export interface Sink {
  opened(): void;
  next(result: Result, eventId?: string): void;
  /** The server completed the operation. */
  ended(): void;
  /** The connection was lost (worth another try), or the operation was refused (not). */
  failed(errors: Errors, worthRetry: boolean): void;
}

export interface Attempt {
  request: Request;
  /** The last `id:` of an SSE stream that is being resumed. */
  lastEventId: string | null;
}

/** Opens the connection and returns what closes it; after that the sink hears nothing more. */
export type Transport = (attempt: Attempt, sink: Sink) => () => void;
