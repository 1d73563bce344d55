// Commands: each has an idempotency key, kept while it is not known whether it was done, so that asking again can never act
// twice; and each refusal comes back as one Problem, whatever it was.
import { useCallback, useRef, useState } from "react";
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useClient } from "urql";
import { looker } from "./client.tsx";
import { graphql, type ResultOf } from "./graphql.ts";

/** What every command asks of its refusals. */
export const REFUSED = graphql(`
  fragment Refused on UserError @_unmask {
    code
    message
    field
  }
`);

export interface Problem {
  /** The API's code, or OFFLINE where it could not be reached. */
  code: string;
  message: string;
  /** The name of the input's field at fault, if one is. */
  field: string | null;
}

export type Answer<Payload> = { payload: Payload; problem: null } | { payload: null; problem: Problem };

interface Refusing {
  userErrors: ResultOf<typeof REFUSED>[];
}

const TRIES = 5;

/**
 * `act(input)` sends the command and answers its payload or the problem; `busy` while it is under way. `whole` says whether
 * the payload has what was made: what is done and not to be read yet is asked for again, and the same key names the same.
 */
export function useAct<Data extends object, Input extends object>(
  mutation: TypedDocumentNode<Data, { input: Input & { idempotencyKey?: string | null } } & AnyVariables>,
) {
  type Payload = Data[keyof Data];
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const open = useRef({ asked: "", idempotencyKey: "" });
  const act = useCallback(
    async (
      input: Omit<Input, "idempotencyKey">,
      whole: (payload: Payload) => boolean = () => true,
    ): Promise<Answer<Payload>> => {
      setBusy(true);
      const asker = looker();
      const asked = JSON.stringify(input);
      if (open.current.asked !== asked) open.current = { asked, idempotencyKey: crypto.randomUUID() };
      const keyed = { input: { ...input, idempotencyKey: open.current.idempotencyKey } };
      let given: Answer<Payload>;
      let error: CombinedError | undefined;
      let tries = 0;
      do {
        const result = await client.mutation(mutation, keyed as never).toPromise();
        error = result.error;
        given = answer(result.data ? (Object.values(result.data)[0] as Payload) : undefined, error);
        tries += 1;
      } while (given.payload && !whole(given.payload) && tries < TRIES);
      if (asker !== looker()) return new Promise(() => undefined); // what would come of it is not for who looks by now
      setBusy(false);
      if (!error?.networkError) open.current = { asked: "", idempotencyKey: "" };
      return given;
    },
    [client, mutation],
  );
  return { act, busy };
}

export function answer<Payload>(payload: Payload | undefined, error: CombinedError | undefined): Answer<Payload> {
  if (error || !payload) return { payload: null, problem: problemOf(error) };
  const refused = (payload as Partial<Refusing>).userErrors?.[0];
  if (!refused) return { payload, problem: null };
  return { payload: null, problem: { ...refused, field: refused.field?.[0] ?? null } };
}

/** What went wrong with a request, in words that say what to do. */
export function problemOf(error: CombinedError | undefined): Problem {
  const told = error?.graphQLErrors[0];
  if (told) return { code: String(told.extensions?.code ?? "INTERNAL"), message: told.message, field: null };
  const message = `${unreached()} What you wrote is kept; try again ${navigator.onLine ? "in a moment" : "once you are back"}.`;
  return { code: "OFFLINE", message, field: null };
}

/** Why nothing came, where nothing was written. */
export function unreached(): string {
  return navigator.onLine ? "Limn does not answer." : "You are offline.";
}
