// An operation as a script of a page says it: what one tried here is where a client begins.
import type { OperationDefinitionNode } from "graphql";

import { fieldsOf, operationsIn, resumes } from "./operations";
import { ENDPOINT } from "./request";
import type { TransportName } from "./streams/streams";

const SIGNING_IN = ["register", "signIn"];

/** A template literal that holds the text. */
function quoted(text: string): string {
  return `\`${text.trim().replace(/[`\\]|\$\{/g, "\\$&")}\``;
}

function asked(query: string, variables: string): string {
  return `const query = ${quoted(query)};\nconst variables = ${variables.trim() || "{}"};\n`;
}

/** Where a message of a stream says its position: `feedChanges?.position`; undefined where it says none, or cannot go on from one. */
function positionIn(operation: OperationDefinitionNode): string | undefined {
  const [field] = fieldsOf(operation);
  const position = field && fieldsOf(field).find(({ name }) => name.value === "position");
  if (!position || !resumes(operation)) return undefined;
  return [field, position].map(({ alias, name }) => (alias ?? name).value).join("?.");
}

function eventSource(address: string, position: string | undefined): string {
  return `
// An EventSource sends no token, and no cookie of it counts: it sees what everyone may. To be somebody: over WebSocket.
// The browser connects again by itself${position ? ", and goes on after the position of the last message" : ""}.
const asked = new URLSearchParams({ query, variables: JSON.stringify(variables) });
const source = new EventSource("${address}?" + asked);
source.addEventListener("next", ({ data }) => console.log(JSON.parse(data)));
source.addEventListener("complete", () => source.close());
`;
}

function webSocket(address: string, position: string | undefined): string {
  const subscribed = position
    ? `
// A lost connection is made again, and goes on after the position of the last message.
let after = variables.after;
const sent = { query, variables: { ...variables, get after() { return after; } } };
const next = ({ data, errors }) => {
  after = data?.${position} ?? after;
  console.log(data, errors);
};`
    : `
const sent = { query, variables };
const next = ({ data, errors }) => console.log(data, errors);`;
  return `
const token = ""; // which register, signIn or createApiKey answered a program; without one you see what everyone may
const client = createClient({
  url: "${address.replace(/^http/, "ws")}",
  connectionParams: token ? { authorization: "Bearer " + token } : {},
  retryAttempts: Infinity, // also while nobody answers
  shouldRetry: ({ code }) => code !== 4403, // the token is worth nothing any more
});
${subscribed}
client.subscribe(sent, { next, error: console.error, complete: () => client.dispose() });
`;
}

const TOKEN = `
// A program asks for \`token\`, and sends it from then on. A page of this very origin has the header "x-limn-app": "1"
// instead, with all that it asks: it is told no token, and its browser keeps the session in a cookie that no script reads.`;

function request(address: string, comment: string): string {
  return `${comment}
const response = await fetch("${address}", {
  method: "POST",
  headers: { "Content-Type": "application/json" }, // and Authorization: "Bearer …" where somebody is to act
  body: JSON.stringify({ query, variables }),
});
const { data, errors } = await response.json();
console.log(data, errors);
`;
}

/** The script; a subscription's goes the way that is chosen above the payloads. */
export function codeFor(query: string, variables: string, over: TransportName): string {
  const address = `${location.origin}${ENDPOINT}`;
  const [operation] = operationsIn(query);
  if (operation?.operation === "subscription") {
    const position = positionIn(operation);
    if (over === "SSE") return asked(query, variables) + eventSource(address, position);
    return `import { createClient } from "graphql-ws"; // npm install graphql-ws\n\n${asked(query, variables)}${webSocket(address, position)}`;
  }
  const signsIn = operation && fieldsOf(operation).some(({ name }) => SIGNING_IN.includes(name.value));
  return asked(query, variables) + request(address, signsIn ? TOKEN : "");
}
