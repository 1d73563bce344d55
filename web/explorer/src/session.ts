// Who acts. Tokens live in memory only: a reload forgets them, and nothing on disk holds one.
import { createStore } from "zustand/vanilla";

export interface Person {
  accountId: string;
  handle: string;
  token: string;
}

interface Session {
  people: Person[];
  current: Person | null;
}

export const session = createStore<Session>(() => ({ people: [], current: null }));

export function signInAs(person: Person): void {
  const others = session.getState().people.filter((known) => known.handle !== person.handle);
  session.setState({ people: [...others, person], current: person });
}

/** Lets another signed-in person act, or nobody. */
export function actAs(handle: string | null): void {
  session.setState(({ people }) => ({ current: people.find((known) => known.handle === handle) ?? null }));
}

export function forgetCurrent(): void {
  session.setState(({ people, current }) => {
    const rest = people.filter((known) => known !== current);
    return { people: rest, current: rest.at(-1) ?? null };
  });
}

/** The value of the Authorization header, or of `authorization` in connection_init; null for a visitor. */
export function authorization(): string | null {
  const { current } = session.getState();
  return current ? `Bearer ${current.token}` : null;
}
