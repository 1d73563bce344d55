// Who acts: whom this browser's cookie names. No script can read it, so this page holds no token and loses none.
import { createStore } from "zustand/vanilla";

export interface Person {
  accountId: string;
  handle: string;
}

interface Session {
  current: Person | null;
}

export const session = createStore<Session>(() => ({ current: null }));

export function actAs(current: Person | null): void {
  session.setState({ current });
}
