// An operation as a script of a page says it: what one tried here is where a client begins.
import { ENDPOINT } from "./request";

const SUBSCRIPTION = /^\s*subscription\b/m;

/** A template literal that holds the text. */
function quoted(text: string): string {
  return `\`${text.trim().replace(/[`\\]|\$\{/g, "\\$&")}\``;
}

function asked(query: string, variables: string): string {
  return `const query = ${quoted(query)};\nconst variables = ${variables.trim() || "{}"};\n`;
}

function stream(address: string): string {
  return `
// The browser connects again by itself, and goes on after the position of the last message.
const asked = new URLSearchParams({ query, variables: JSON.stringify(variables) });
const source = new EventSource("${address}?" + asked);
source.addEventListener("next", ({ data }) => console.log(JSON.parse(data)));
source.addEventListener("complete", () => source.close());
`;
}

function request(address: string): string {
  return `
const response = await fetch("${address}", {
  method: "POST",
  headers: { "Content-Type": "application/json" }, // and Authorization: "Bearer …" where somebody is to act
  body: JSON.stringify({ query, variables }),
});
const { data, errors } = await response.json();
console.log(data, errors);
`;
}

export function codeFor(query: string, variables: string): string {
  const address = `${location.origin}${ENDPOINT}`;
  return asked(query, variables) + (SUBSCRIPTION.test(query) ? stream(address) : request(address));
}
