// Sends requests from a process of its own; one JSON line of what came of them. What to send comes on standard input.
import { text } from "node:stream/consumers";
import autocannon from "autocannon";

const { address, amount, lanes } = JSON.parse(await text(process.stdin));
const { pathname } = new URL(address);
const requestsOf = (lane) =>
  lane.map(({ token, body }) => ({
    method: "POST",
    path: pathname,
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  }));

let lane = 0;
const latencies = [];
const began = performance.now();
const done = await autocannon({
  url: address,
  connections: lanes.length,
  amount,
  timeout: 60,
  setupClient: (client) => {
    client.setRequests(requestsOf(lanes[lane++ % lanes.length]));
    client.on("response", (_status, _bytes, milliseconds) => latencies.push(milliseconds / 1000));
  },
  verifyBody: (body) => !body.includes('"errors"'),
});
const seconds = (performance.now() - began) / 1000;
const failed = done.errors + done.mismatches + done.non2xx;
console.log(JSON.stringify({ seconds, answered: done["2xx"], failed, latencies }));
