import { say } from "./toasts.tsx";

/** Puts a text where it can be pasted, and says so; `what` names it in that sentence. */
export async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} copied.`);
  } catch {
    say(`Your browser does not let this page copy. ${what}: ${text}`);
  }
}
