// npm graphql-ws on a machine that sleeps: it reads nothing for a while, is parted with, and comes back by itself.
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { line, say } from "./parts.mjs";

/** What is sent is as long as it looks. */
class Uncompressed extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, { perMessageDeflate: false });
  }
}

let connection;
const client = createClient({
  ...line,
  webSocketImpl: Uncompressed,
  on: {
    opened: (socket) => (connection = socket),
    connected: (_, __, again) => {
      say({ again });
      if (again) process.exit();
    },
    closed: ({ code, reason }) => say({ code, reason }),
  },
});

let asleep = false;
client.subscribe(
  { query: "subscription { flood }" },
  {
    next: () => {
      if (asleep) return;
      asleep = true;
      connection.pause();
      say({ asleep });
    },
    error: (error) => say({ error: String(error) }),
    complete: () => {},
  },
);
process.stdin.once("data", () => connection.resume());
