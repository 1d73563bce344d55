// A list that is read page by page, is still there on the way back, and never has a gap: taking up what is new starts it
// again from the top.
import { useCallback, useEffect, useMemo, useReducer } from "react";
import { type AnyVariables, type CombinedError, type TypedDocumentNode, useClient } from "urql";
import { pipe, subscribe } from "wonka";

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface Pages<Item> {
  items: Item[];
  /** Whether a page is on its way. */
  fetching: boolean;
  error: CombinedError | undefined;
  /** Whether everything has been read. */
  complete: boolean;
  more(): void;
  /** From the top, from the server. */
  again(): void;
}

interface State<Item> {
  pages: (Page<Item> | undefined)[];
  cursors: (string | null)[];
  error: CombinedError | undefined;
  turn: number;
}

const kept = new Map<string, State<never>>();

const empty = <Item>(turn = 0): State<Item> => ({ pages: [], cursors: [null], error: undefined, turn });

/**
 * Pages of `query`. `name` says which list it is: lists of one name are one. `pick` takes a page from an answer.
 * The query takes `after`; further variables must follow from the name.
 */
export function usePages<Data, Variables extends AnyVariables, Item>(
  name: string,
  query: TypedDocumentNode<Data, Variables>,
  variables: Omit<Variables & object, "after">,
  pick: (data: Data) => Page<Item> | null | undefined,
): Pages<Item> {
  const client = useClient();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const state = (kept.get(name) as State<Item> | undefined) ?? empty<Item>();
  const write = useCallback(
    (change: (state: State<Item>) => State<Item>) => {
      const now = (kept.get(name) as State<Item> | undefined) ?? empty<Item>();
      kept.set(name, change(now) as State<never>);
      redraw();
    },
    [name],
  );

  useEffect(() => {
    const readings = state.cursors.map((after, index) => {
      const first = index === 0 && !state.pages[0];
      const known = state.pages[index] !== undefined;
      const policy = first || !known ? (state.turn ? "network-only" : "cache-and-network") : "cache-first";
      const source = client.query(query, { ...variables, after } as unknown as Variables, { requestPolicy: policy });
      return pipe(
        source,
        subscribe(({ data, error }) =>
          write((now) => {
            const page = data && pick(data);
            if (!page) return error ? { ...now, error } : now;
            const pages = [...now.pages];
            pages[index] = page;
            return { ...now, pages, error: undefined };
          }),
        ),
      );
    });
    return () => readings.forEach((reading) => reading.unsubscribe());
    // The cursors and the turn say what is to be read; what has been read must not start it again.
  }, [client, name, state.cursors, state.turn]);

  const last = state.pages[state.cursors.length - 1];
  const more = useCallback(() => {
    write((now) => {
      const next = now.pages[now.cursors.length - 1]?.next;
      return next ? { ...now, cursors: [...now.cursors, next] } : now;
    });
  }, [write]);
  const again = useCallback(() => write((now) => empty<Item>(now.turn + 1)), [write]);
  const items = useMemo(() => state.pages.flatMap((page) => page?.items ?? []), [state.pages]);
  return {
    items,
    fetching: !last && !state.error,
    error: state.error,
    complete: last !== undefined && last.next === null,
    more,
    again,
  };
}

/** Everything read so far is forgotten: another person looks. */
export function forgetPages(): void {
  kept.clear();
}
