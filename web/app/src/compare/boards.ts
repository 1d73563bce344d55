// The boards of both sides, and the rankers there are to choose from.
import { useCallback } from "react";
import { type CombinedError, useQuery } from "urql";
import { type Ranker, RANKERS } from "../feed/board.ts";
import { useBehind } from "../shell/behind.tsx";
import { type AsOf, type Board, COMPARED, type Compared, variables } from "./sides.ts";

export interface Boards {
  compared: Compared;
  rankers: readonly Ranker[];
  /** Those asked for; while they are on their way those before. */
  a: Board | undefined;
  b: Board | undefined;
  error: CombinedError | undefined;
  fetching: boolean;
  /** Asks once more for the boards. */
  again(): void;
  /** Asks once more for the rankers. */
  renew(): void;
}

export function useBoards(compared: Compared, shown: number, asOf: AsOf = null): Boards {
  const [{ data: known }, ask] = useQuery({ query: RANKERS, requestPolicy: "cache-and-network" });
  const asked = variables(compared, shown, asOf);
  const [{ data, error, fetching }, askBoards] = useQuery({
    query: COMPARED,
    variables: asked,
    requestPolicy: "cache-and-network",
  });
  useBehind(COMPARED, asked);
  const again = useCallback(() => askBoards({ requestPolicy: "network-only" }), [askBoards]);
  const renew = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  const told = error ? undefined : data;
  return { compared, rankers: known?.rankers ?? [], a: told?.a, b: told?.b, error, fetching, again, renew };
}
