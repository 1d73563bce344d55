// How npm graphql-ws tells that a socket was closed for a fault of the client's: the code and the reason, as its user
// gets them.
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { LIKES, line, say } from "./parts.mjs";

const MANY = 200;

class WithoutSubprotocol extends WebSocket {
  constructor(url) {
    super(url);
  }
}

function refused(options, ...payloads) {
  return new Promise((resolve) => {
    const client = createClient({ ...line, retryAttempts: 0, ...options });
    const error = ({ code, reason }) => resolve({ code, reason });
    for (const payload of payloads) client.subscribe(payload, { next: () => {}, complete: () => {}, error });
  });
}

const watch = { query: LIKES };
const spoilt = (name, value) => (name === "query" ? 1 : value);
say({ badToken: await refused({ connectionParams: { authorization: "Bearer nothing" } }, watch) });
say({ noSubprotocol: await refused({ webSocketImpl: WithoutSubprotocol }, watch) });
say({ noMessage: await refused({ jsonMessageReplacer: spoilt }, watch) });
say({ sameId: await refused({ generateID: () => "same" }, watch, watch) });
say({ tooMany: await refused({}, ...Array(MANY).fill(watch)) });
process.exit();
