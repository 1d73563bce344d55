// What the page itself asks about the session: who acts when it opens, and to end it.
import { remember } from "./memory";
import { send } from "./request";
import { actAs, session } from "./session";

const ask = (query: string) => send({ query, variables: {}, operationName: null, headers: {} });

/** Finds out whom the cookie names, unless someone has signed in meanwhile. */
export async function findCurrent(): Promise<void> {
  const { data } = await ask("{ viewer { id handle } }");
  const viewer = data?.viewer as { id: string; handle: string } | null | undefined;
  if (viewer && !session.getState().current) actAs({ accountId: viewer.id, handle: viewer.handle });
}

export async function signOut(): Promise<void> {
  remember(await ask("mutation { signOut { userErrors { message } } }"));
}
