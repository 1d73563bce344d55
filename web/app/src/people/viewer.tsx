// Who looks at the page.
import { createContext, type ReactNode, useCallback, useContext } from "react";
import { type CombinedError, useQuery } from "urql";
import { graphql, type ResultOf } from "../graph/graphql.ts";
import { useAgainOnceBack } from "../graph/once.ts";

export const VIEWER = graphql(`
  query Viewer {
    viewer {
      id
      handle
      displayName
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

const Context = createContext<Asked>({ viewer: null, known: false, error: undefined, again: () => undefined });

export function ViewerProvider({ children }: { children: ReactNode }) {
  const [{ data, error }, ask] = useQuery({ query: VIEWER });
  const again = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  useAgainOnceBack(error !== undefined, again);
  return (
    <Context value={{ viewer: data?.viewer ?? null, known: data !== undefined, error, again }}>{children}</Context>
  );
}

/** The person signed in, or null. */
export const useViewer = (): Viewer | null => useContext(Context).viewer;

/** The same, and whether it is known already. */
export const useAskedViewer = (): Asked => useContext(Context);
