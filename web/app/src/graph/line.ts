// The one WebSocket of the page: reconnects for ever, and resumes each stream after the newest position it has seen.
import { createClient, type ExecutionResult } from "graphql-ws";
import { store } from "../parts/store.ts";

export type Line = "live" | "connecting" | "offline";

export const line = store<Line>("connecting");

const LONGEST_WAIT = 8_000;
const ASKED_EVERY = 12_000;
const ANSWERED_WITHIN = 5_000;

const address = new URL("/graphql", location.href);
address.protocol = address.protocol.replace("http", "ws");

let silence: ReturnType<typeof setTimeout> | undefined;

const socket = createClient({
  url: address.href,
  lazy: true,
  keepAlive: ASKED_EVERY,
  retryAttempts: Infinity,
  shouldRetry: () => true,
  retryWait: waitToRetry,
  on: {
    connected: () => line.set("live"),
    closed: () => {
      clearTimeout(silence);
      line.set(navigator.onLine ? "connecting" : "offline");
    },
    // After a sleep a connection may look open and be dead: one that does not answer is ended, and opened anew.
    ping: (received) => {
      if (!received) silence = setTimeout(() => socket.terminate(), ANSWERED_WITHIN);
    },
    pong: (received) => {
      if (received) clearTimeout(silence);
    },
  },
});

addEventListener("offline", () => {
  line.set("offline");
  socket.terminate();
});

/** Waits longer after each failure, but not past the moment at which the network is back. */
function waitToRetry(retries: number): Promise<void> {
  const wait = Math.min(LONGEST_WAIT, 300 * 2 ** retries) * (0.75 + Math.random() / 2);
  return new Promise((resolve) => {
    const timer = setTimeout(done, wait);
    addEventListener("online", done, { once: true });
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    }
  });
}

/** Ends the connection, so that the next stream opens one as whoever is signed in then. */
export function hangUp(): void {
  socket.terminate();
}

interface Sink {
  next(result: ExecutionResult): void;
  error(error: unknown): void;
  complete(): void;
}

/** A stream's source for urql. graphql-ws sends these very variables again when it reconnects. */
export function stream(query: string, variables: Record<string, unknown>) {
  const remembered = { ...variables };
  return {
    subscribe(sink: Sink) {
      const next = (result: ExecutionResult) => {
        remember(remembered, result.data);
        sink.next(result);
      };
      const unsubscribe = socket.subscribe(
        { query, variables: remembered },
        { next: next as never, error: (error) => sink.error(error), complete: () => sink.complete() },
      );
      return { unsubscribe };
    },
  };
}

function remember(variables: Record<string, unknown>, data: unknown): void {
  for (const message of Object.values(data ?? {})) {
    const position = (message as { position?: unknown } | null)?.position;
    if (typeof position === "string") variables.after = position;
  }
}
