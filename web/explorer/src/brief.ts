// Payloads as they are shown: a picture inside one is thousands of characters that nobody reads.
const LONGEST = 400; // characters of one string
const SHOWN = 60;

/** For JSON.stringify: cuts long strings and says how long they were. */
export function shorten(_name: string, value: unknown): unknown {
  if (typeof value !== "string" || value.length <= LONGEST) return value;
  return `${value.slice(0, SHOWN)}… (${value.length} characters)`;
}

/** The same value with its long strings cut. */
export function brief<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, shorten)) as T;
}
