// What the viewer puts between themselves and somebody: a block or a mute, and its end.
import { type Problem, useAct, REFUSED } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { store } from "../parts/store.ts";
import { say } from "../parts/toasts.tsx";

const TIED = graphql(
  `
    fragment Tied on AccountPayload @_unmask {
      account {
        id
        viewerBlocks
        viewerMutes
        viewerFollows
      }
      position
      userErrors {
        ...Refused
      }
    }
  `,
  [REFUSED],
);
const BLOCK = graphql(
  `
    mutation Block($input: AccountRef!) {
      block(input: $input) {
        ...Tied
      }
    }
  `,
  [TIED],
);
const UNBLOCK = graphql(
  `
    mutation Unblock($input: AccountRef!) {
      unblock(input: $input) {
        ...Tied
      }
    }
  `,
  [TIED],
);
const MUTE = graphql(
  `
    mutation Mute($input: AccountRef!) {
      mute(input: $input) {
        ...Tied
      }
    }
  `,
  [TIED],
);
const UNMUTE = graphql(
  `
    mutation Unmute($input: AccountRef!) {
      unmute(input: $input) {
        ...Tied
      }
    }
  `,
  [TIED],
);

export interface Somebody {
  id: string;
  handle: string;
}

export type Tie = "block" | "unblock" | "mute" | "unmute";

const DONE: Record<Tie, { undo: Tie; said(handle: string): string }> = {
  block: { undo: "unblock", said: (handle) => `You block @${handle}.` },
  unblock: { undo: "block", said: (handle) => `You no longer block @${handle}.` },
  mute: { undo: "unmute", said: (handle) => `You mute @${handle}.` },
  unmute: { undo: "mute", said: (handle) => `You no longer mute @${handle}.` },
};

/** What each does, in one plain sentence. */
export const MEANS = {
  block: "Neither of you sees anything of the other from now on, and neither follows the other. They are not told.",
  mute: "Their pictures and comments leave your lists. They are not told, and their own page still shows them to you.",
} as const;

/** Counts the ties that were changed here: what was gone before may be there again. */
export const changedTies = store(0);

/** `turn(tie, person)` does it, says so and offers to undo it; answers why it could not. The cache forgets what it held. */
export function useTies() {
  const ties = { block: useAct(BLOCK), unblock: useAct(UNBLOCK), mute: useAct(MUTE), unmute: useAct(UNMUTE) };
  async function turn(tie: Tie, person: Somebody): Promise<Problem | null> {
    const { problem } = await ties[tie].act({ accountId: person.id });
    if (problem) return problem;
    changedTies.set(changedTies.get() + 1);
    const { undo, said } = DONE[tie];
    say(said(person.handle), { name: "Undo", act: () => void turn(undo, person).then(tell) });
    return null;
  }
  return { turn, busy: Object.values(ties).some((tie) => tie.busy) };
}

/** Says why it could not be done, where no sheet is open to say it. */
export function tell(problem: Problem | null): void {
  if (problem) say(problem.message);
}
