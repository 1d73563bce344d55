// Joining and signing in. The API answers with a cookie that no script can read.
import { useState } from "react";
import { type Client, useClient } from "urql";
import { answer, type Problem, REFUSED } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { VIEWER } from "./viewer.tsx";

const ENTERED = graphql(
  `
    fragment Entered on SessionPayload @_unmask {
      position
      account {
        id
      }
      userErrors {
        ...Refused
      }
    }
  `,
  [REFUSED],
);
const SIGN_IN = graphql(
  `
    mutation SignIn($input: SignInInput!) {
      signIn(input: $input) {
        ...Entered
      }
    }
  `,
  [ENTERED],
);
const REGISTER = graphql(
  `
    mutation Register($input: RegisterInput!) {
      register(input: $input) {
        ...Entered
      }
    }
  `,
  [ENTERED],
);

export interface Person {
  handle: string;
  password: string;
  /** Only who joins has one to give. */
  displayName?: string;
}

const NOT_KEPT: Problem = {
  code: "FORBIDDEN",
  field: null,
  message: "Your browser did not keep the cookie that says who you are. Allow cookies for this page, and try again.",
};

const LOOKS = 20;
const BETWEEN_LOOKS = 200; // milliseconds

/** The API counts what comes from one address, over five minutes for passwords and over an hour for joining. */
const TOO_MANY = {
  join: "Too many people have joined from here. Try again within the hour.",
  signIn: "Too many passwords were tried from here. Try again in five minutes.",
};

/** `enter(person)` answers null once the browser is known to be signed in, or what stood in the way. */
export function useEntering() {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  async function enter({ handle, password, displayName }: Person): Promise<Problem | null> {
    setBusy(true);
    const { data, error } =
      displayName === undefined
        ? await client.mutation(SIGN_IN, { input: { handle, password } }).toPromise()
        : await client.mutation(REGISTER, { input: { handle, password, displayName } }).toPromise();
    const { problem } = answer(data && Object.values(data)[0], error);
    const kept = problem !== null || (await isKept(client));
    setBusy(false);
    if (problem?.code === "RATE_LIMITED")
      return { ...problem, field: null, message: displayName === undefined ? TOO_MANY.signIn : TOO_MANY.join };
    return problem ?? (kept ? null : NOT_KEPT);
  }
  return { enter, busy };
}

/** Whether the API knows who asks now. Who has just joined may be known a moment later. */
async function isKept(client: Client): Promise<boolean> {
  for (let turn = 0; turn < LOOKS; turn++) {
    const { data, error } = await client.query(VIEWER, {}, { requestPolicy: "network-only" }).toPromise();
    if (error || data?.viewer) return true;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
  return false;
}
