// What was asked for in this visit, from the moment of asking: sent once and only once, whatever the network does.
import { type Client } from "urql";
import { answer, type Problem, REFUSED } from "../graph/act.ts";
import { graphql, type VariablesOf } from "../graph/graphql.ts";
import { draftStore } from "../parts/store.ts";
import { RENDER } from "../renders/render.ts";
import type { Draft } from "./draft.ts";

const SUBMIT = graphql(
  `
    mutation Submit($input: SubmitPromptInput!) {
      submitPrompt(input: $input) {
        position
        userErrors {
          ...Refused
        }
        render {
          ...Rendering
          id
        }
      }
    }
  `,
  [RENDER, REFUSED],
);

export type Input = Omit<VariablesOf<typeof SUBMIT>["input"], "idempotencyKey">;

export interface Entry {
  /** The idempotency key of the asking; of what was found under way, the render's id. */
  key: string;
  input: Input | null;
  /** What was in the bar, to be put back. */
  draft: Draft | null;
  renderId: string | null;
  problem: Problem | null;
}

/** The newest first. */
export const tray = draftStore<readonly Entry[]>("tray", [], (kept): kept is readonly Entry[] => Array.isArray(kept));

/** Whether it was done is not known: a reload cut it off. The same key asks again. */
const CUT_OFF: Problem = { code: "OFFLINE", message: "This was cut off.", field: null };

tray.set(tray.get().map((entry) => (entry.renderId || entry.problem ? entry : { ...entry, problem: CUT_OFF })));

const MOST = 12;
const TRIES = 5;

function change(key: string, fields: Partial<Entry>): void {
  tray.set(tray.get().map((entry) => (entry.key === key ? { ...entry, ...fields } : entry)));
}

/** What was found under way before its asking was answered is the same picture. */
function made(key: string, renderId: string): void {
  tray.set(tray.get().filter((entry) => entry.key === key || entry.renderId !== renderId));
  change(key, { renderId, problem: null });
}

export function dismiss(key: string): void {
  tray.set(tray.get().filter((entry) => entry.key !== key));
}

/** Asks for a picture and answers the problem, if there is one. What was refused stays in the tray. */
export function ask(client: Client, input: Input, draft: Draft | null): Promise<Problem | null> {
  const entry = { key: crypto.randomUUID(), input, draft, renderId: null, problem: null };
  tray.set([entry, ...tray.get()].slice(0, MOST));
  return send(client, entry);
}

/** Asks again for what could not be sent. Under the same key, so that nothing is made twice. */
export function askAgain(client: Client, entry: Entry): Promise<Problem | null> {
  if (entry.problem?.code !== "OFFLINE") change(entry.key, { problem: null });
  return send(client, entry);
}

async function send(client: Client, { key, input }: Entry): Promise<Problem | null> {
  if (!input) return null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { data, error } = await client.mutation(SUBMIT, { input: { ...input, idempotencyKey: key } }).toPromise();
    const { payload, problem } = answer(data?.submitPrompt, error);
    if (problem) {
      change(key, { problem });
      return problem;
    }
    if (payload.render) {
      made(key, payload.render.id);
      return null;
    }
    // It is done and not to be read yet: the same key answers the same render.
  }
  const problem = {
    code: "STALE",
    message: "Limn is behind with its reading. Your picture is being made: see your renders.",
    field: null,
  };
  change(key, { problem });
  return problem;
}

/** Renders that an earlier visit, or another window, left under way. */
export function adopt(renderIds: readonly string[]): void {
  const known = new Set(tray.get().map((entry) => entry.renderId));
  const found = renderIds.filter((id) => !known.has(id));
  if (found.length === 0) return;
  const entries = found.map((id) => ({ key: id, input: null, draft: null, renderId: id, problem: null }));
  tray.set([...tray.get(), ...entries].slice(0, MOST));
}
