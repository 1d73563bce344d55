// A list that is read page by page, outside the components: it is still there on the way back. It never has a gap: where
// a page ends elsewhere than it did, the pages after it are forgotten and read anew.
import type { CombinedError } from "urql";
import { pipe, type Source, subscribe } from "wonka";

export interface Page<Item> {
  items: Item[];
  /** The cursor to go on after; null at the end. */
  next: string | null;
  /** Where in the log it was read, where the list is one that is followed. */
  position?: string;
}

export interface Shown<Item> {
  items: readonly Item[];
  /** Whether a page is on its way. */
  fetching: boolean;
  /** Why the page asked for last did not come. */
  error: CombinedError | undefined;
  /** Whether everything has been read. */
  complete: boolean;
  /** Where in the log its top was read: what happened after that is not in it. */
  position: string | undefined;
}

export interface List<Item> {
  /** What is there now; the same object until something changes. */
  get(): Shown<Item>;
  /** Reads, and follows what was read, for as long as somebody listens. */
  subscribe(listener: () => void): () => void;
  /** The next page, or once more the one that did not come. */
  more(): void;
  /** From the top, from the server. What is there stays until the answer has come. */
  again(): void;
  /** What has been read. */
  pages(): readonly Page<Item>[];
}

/** What the cache or the server says to a page: the page, or why there is none. */
export interface Answer<Item> {
  page: Page<Item> | null | undefined;
  error: CombinedError | undefined;
}

/** The page after a cursor, and its later states. `fresh`: from the server, not from what is known. */
export type Read<Item> = (after: string | null, fresh: boolean) => Source<Answer<Item>>;

interface Place {
  index: number;
  after: string | null;
}

/** `known`: what is shown until it has been read. */
export function makeList<Item>(read: Read<Item>, known: readonly Page<Item>[] = []): List<Item> {
  let pages = [...known];
  let asked: Place | undefined;
  let failed: (Place & { error: CombinedError }) | undefined;
  let shown: Shown<Item> | undefined;
  let readings: { unsubscribe(): void }[] = [];
  const listeners = new Set<() => void>();

  function changed(): void {
    shown = undefined;
    for (const listener of [...listeners]) listener();
  }

  function follow({ index, after }: Place, fresh: boolean): void {
    readings[index]?.unsubscribe();
    readings[index] = pipe(
      read(after, fresh),
      subscribe((answer) => take({ index, after }, answer)),
    );
  }

  function take(place: Place, { page, error }: Answer<Item>): void {
    const awaited = asked?.index === place.index;
    if (!awaited && page && isSame(page, pages[place.index])) return;
    if (page) put(place.index, page, awaited);
    if (awaited) asked = undefined;
    if (awaited && !page && error) failed = { ...place, error };
    changed();
  }

  function put(index: number, page: Page<Item>, anew: boolean): void {
    if (anew || pages[index]?.next !== page.next) {
      for (const reading of readings.splice(index + 1)) reading.unsubscribe();
      pages = pages.slice(0, index);
      if (asked && asked.index > index) asked = undefined; // its page is no longer the one that comes next
      if (failed && failed.index > index) failed = undefined;
    }
    pages = [...pages];
    pages[index] = page;
  }

  function ask(place: Place): void {
    asked = place;
    failed = undefined;
    follow(place, true);
    changed();
  }

  function more(): void {
    const after = afterOf(pages.length);
    if (asked === undefined && (failed || after !== undefined))
      ask(failed ?? { index: pages.length, after: after ?? null });
  }

  /** The cursor before a page: null for the first, undefined where there can be none. */
  function afterOf(index: number): string | null | undefined {
    return index === 0 ? null : (pages[index - 1]?.next ?? undefined);
  }

  function start(): void {
    for (let index = 0; index < pages.length; index++) follow({ index, after: afterOf(index) ?? null }, false);
    if (pages.length === 0) more();
  }

  function stop(): void {
    for (const reading of readings) reading.unsubscribe();
    readings = [];
    asked = shown = undefined;
  }

  return {
    get: () =>
      (shown ??= {
        items: pages.flatMap((page) => page.items),
        fetching: asked !== undefined,
        error: failed?.error,
        complete: pages.length > 0 && afterOf(pages.length) === undefined,
        position: pages[0]?.position,
      }),
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
    more,
    again: () => ask({ index: 0, after: null }),
    pages: () => pages,
  };
}

/** The cache tells of a page whenever anything it touches is read anew, be it the same: what is unchanged is one object. */
function isSame<Item>(page: Page<Item>, known: Page<Item> | undefined): boolean {
  return (
    page.next === known?.next &&
    page.position === known.position &&
    page.items.length === known.items.length &&
    page.items.every((item, index) => item === known.items[index])
  );
}
