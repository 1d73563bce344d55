// An answer that was asked for before a command was answered may not know of it: it is asked for once more. The client asks
// only once for what is already on its way, so no invalidation would do that.
import { type Exchange, makeOperation } from "urql";
import { map, pipe, tap } from "wonka";

/** Sits between the cache and the network. */
export const overtakenExchange: Exchange =
  ({ client, forward }) =>
  (operations) => {
    const underWay = new Set<number>();
    const overtaken = new Set<number>();
    return pipe(
      operations,
      tap(({ kind, key }) => {
        overtaken.delete(key);
        if (kind === "query") underWay.add(key);
        else underWay.delete(key);
      }),
      forward,
      map((result) => {
        const { operation } = result;
        if (operation.kind === "mutation") for (const key of underWay) overtaken.add(key);
        if (operation.kind !== "query") return result;
        underWay.delete(operation.key);
        if (!overtaken.delete(operation.key)) return result;
        client.reexecuteOperation(
          makeOperation("query", operation, { ...operation.context, requestPolicy: "network-only" }),
        );
        return { ...result, stale: true };
      }),
    );
  };
