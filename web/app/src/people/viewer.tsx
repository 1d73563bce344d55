// Who looks at the page.
import { createContext, type ReactNode, useContext } from "react";
import { useQuery } from "urql";
import { graphql, type ResultOf } from "../graph/graphql.ts";

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
}

const Context = createContext<Asked>({ viewer: null, known: false });

export function ViewerProvider({ children }: { children: ReactNode }) {
  const [{ data }] = useQuery({ query: VIEWER });
  return <Context value={{ viewer: data?.viewer ?? null, known: data !== undefined }}>{children}</Context>;
}

/** The person signed in, or null. */
export const useViewer = (): Viewer | null => useContext(Context).viewer;

/** The same, and whether it is known already. */
export const useAskedViewer = (): Asked => useContext(Context);
