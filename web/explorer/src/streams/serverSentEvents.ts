// GraphQL over SSE, distinct connections: `next` and `complete` events, each with an `id:` to resume from.
import { answerIn, asErrors, LOST, post, type Result } from "../request";
import type { Attempt, Sink, Transport } from "./transport";

interface Message {
  event: string;
  data: string;
  id: string | undefined;
}

function parse(block: string): Message {
  const message: Message = { event: "message", data: "", id: undefined };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue; // a comment that keeps the connection alive
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") message.event = value;
    if (name === "id") message.id = value;
    if (name === "data") message.data += message.data ? `\n${value}` : value;
  }
  return message;
}

async function* messages(stream: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += decoder.decode(value, { stream: true }).replaceAll("\r\n", "\n");
    const blocks = buffer.split("\n\n");
    buffer = blocks.pop() ?? "";
    for (const block of blocks) yield parse(block);
  }
}

function open({ request, lastEventId }: Attempt, signal: AbortSignal): Promise<Response> {
  return post(request, "text/event-stream", lastEventId ? { "Last-Event-ID": lastEventId } : {}, signal);
}

/** True once the server said `complete`; false where the connection just ended. */
async function read(stream: ReadableStream<Uint8Array>, sink: Sink): Promise<boolean> {
  for await (const { event, data, id } of messages(stream)) {
    if (event === "complete") return true;
    if (event === "next" && data) sink.next(JSON.parse(data) as Result, id);
  }
  return false;
}

async function run(attempt: Attempt, sink: Sink, signal: AbortSignal): Promise<void> {
  const response = await open(attempt, signal);
  const streaming = response.headers.get("Content-Type")?.startsWith("text/event-stream");
  if (!response.ok || !streaming || !response.body) {
    const { errors = [] } = answerIn(response.status, await response.text());
    return sink.failed(errors, response.status >= 500);
  }
  sink.opened();
  if (await read(response.body, sink)) sink.ended();
  else sink.failed(asErrors(LOST), true);
}

export const serverSentEvents: Transport = (attempt, sink) => {
  const stop = new AbortController();
  run(attempt, sink, stop.signal).catch((error: unknown) => {
    if (!stop.signal.aborted) sink.failed(asErrors(error), true);
  });
  return () => stop.abort();
};
