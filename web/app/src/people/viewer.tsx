// Who looks at the page.
import { createContext, type ReactNode, useCallback, useContext, useEffect } from "react";
import { type CombinedError, useQuery } from "urql";
import { graphql, type ResultOf } from "../graph/graphql.ts";

export const VIEWER = graphql(`
  query Viewer {
    viewer {
      id
      handle
      displayName
      roles
    }
  }
`);

export type Viewer = NonNullable<ResultOf<typeof VIEWER>["viewer"]>;

interface Asked {
  viewer: Viewer | null;
  /** False until the server has said it. */
  known: boolean;
  /** Why it could not be asked. */
  error: CombinedError | undefined;
  again(): void;
}

const ASKED_AGAIN_AFTER = 3_000;

const Context = createContext<Asked>({ viewer: null, known: false, error: undefined, again: () => undefined });

/** Asks who looks until that is answered: every page depends on it, and most have no line by which to hear of its return. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const [{ data, error }, ask] = useQuery({ query: VIEWER });
  const again = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  useEffect(() => {
    if (!error) return;
    const timer = setTimeout(again, ASKED_AGAIN_AFTER);
    return () => clearTimeout(timer);
  }, [error, again]);
  return (
    <Context value={{ viewer: data?.viewer ?? null, known: data !== undefined, error, again }}>{children}</Context>
  );
}

/** The person signed in, or null. */
export const useViewer = (): Viewer | null => useContext(Context).viewer;

/** The same, and whether it is known already. */
export const useAskedViewer = (): Asked => useContext(Context);
