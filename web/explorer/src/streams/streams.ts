// The subscriptions of this page, the newest last; at most eight are kept.
import { createStore } from "zustand/vanilla";

import type { Request } from "../request";
import { serverSentEvents } from "./serverSentEvents";
import { type Observer, Stream } from "./stream";
import { webSocket } from "./webSocket";

const TRANSPORTS = { WebSocket: webSocket, SSE: serverSentEvents } as const;
export type TransportName = keyof typeof TRANSPORTS;

const MOST = 8;

interface Streams {
  all: readonly Stream[];
  shown: Stream | null;
  transport: TransportName;
}

export const streams = createStore<Streams>(() => ({ all: [], shown: null, transport: "WebSocket" }));

let lastId = 0;

/** Starts a subscription; an earlier one of the same tab ends, and so does the oldest beyond eight. */
export function start(tabId: string, name: string, request: Request, resumable: boolean, observer: Observer): Stream {
  const { all, transport } = streams.getState();
  const others = all.filter((stream) => stream.tabId !== tabId);
  const kept = others.slice(1 - MOST);
  for (const stream of all) if (!kept.includes(stream)) stream.stop();
  const stream = new Stream(++lastId, tabId, name, request, resumable, TRANSPORTS[transport], observer);
  streams.setState({ all: [...kept, stream], shown: stream });
  return stream;
}

/** The stream that was started in a tab. */
export function streamOf(tabId: string | undefined): Stream | undefined {
  return streams.getState().all.find((stream) => stream.tabId === tabId);
}

export function show(stream: Stream): void {
  streams.setState({ shown: stream });
}

export function remove(stream: Stream): void {
  stream.stop();
  streams.setState(({ all, shown }) => {
    const rest = all.filter((other) => other !== stream);
    return { all: rest, shown: shown === stream ? (rest.at(-1) ?? null) : shown };
  });
}

export function choose(transport: TransportName): void {
  streams.setState({ transport });
}
