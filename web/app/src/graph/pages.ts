// A list of the API in a component.
import { useSyncExternalStore } from "react";
import { type AnyVariables, type TypedDocumentNode, useClient } from "urql";
import { map, pipe } from "wonka";
import { keptBy } from "./kept.ts";
import { type List, makeList, type Page, type Shown } from "./list.ts";

export interface Pages<Item> extends Shown<Item> {
  more(): void;
  again(): void;
}

/**
 * Pages of `query`. `name` says which list it is: lists of one name are one. `pick` takes a page from an answer.
 * The query takes `after`; its other variables, and `pick`, must follow from the name.
 */
export function usePages<Data, Variables extends AnyVariables, Item>(
  name: string,
  query: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables & object, "after">,
  pick: (data: Data) => Page<Item> | null | undefined,
): Pages<Item> {
  const client = useClient();
  const list = keptBy<List<Item>>(client, `list ${name}`, (before) =>
    makeList(
      (after, fresh) =>
        pipe(
          client.query(query, { ...variables, after } as unknown as Variables, {
            requestPolicy: fresh ? "network-only" : "cache-first",
          }),
          map(({ data, error }) => ({ page: data && pick(data), error })),
        ),
      before?.pages(),
    ),
  );
  return { ...useSyncExternalStore(list.subscribe, list.get), more: list.more, again: list.again };
}
