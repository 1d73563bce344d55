import { useSyncExternalStore } from "react";

/** A value outside the components, and the hook that follows it. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
  use(): T;
}

export function store<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  const get = () => value;
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const set = (next: T) => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of [...listeners]) listener();
  };
  return { get, set, subscribe, use: () => useSyncExternalStore(subscribe, get) };
}

/** A store that is still there on the next visit. For choices alone: never for what people write, never for secrets. */
export function keptStore<T>(name: string, initial: T, valid: (kept: unknown) => kept is T): Store<T> {
  const kept = read(name, localStorage);
  const made = store(valid(kept) ? kept : initial);
  made.subscribe(() => localStorage.setItem(name, JSON.stringify(made.get())));
  return made;
}

const forgets: (() => void)[] = [];

/** Empties every draft: somebody else looks, or nobody, and what was being written is not theirs. */
export function forgetDrafts(): void {
  for (const forget of forgets) forget();
}

/** A store that is emptied with the drafts: what is in it is for one person alone. */
export function ownStore<T>(initial: T): Store<T> {
  const made = store(initial);
  forgets.push(() => made.set(initial));
  return made;
}

/** A store that is still there after a reload, and ends with the tab: for what is being written. */
export function draftStore<T>(name: string, initial: T, valid: (kept: unknown) => kept is T): Store<T> {
  const kept = read(name, sessionStorage);
  const made = ownStore(initial);
  if (valid(kept)) made.set(kept);
  made.subscribe(() => sessionStorage.setItem(name, JSON.stringify(made.get())));
  return made;
}

function read(name: string, place: Storage): unknown {
  try {
    return JSON.parse(place.getItem(name) ?? "null");
  } catch {
    return null;
  }
}
