// What a screen reader hears that the eye sees by itself: progress, arrivals, what a key has done.
import { store } from "../parts/store.ts";

const words = store("");

export function announce(text: string): void {
  words.set(text);
}

export function Announcer() {
  return (
    <div className="unseen" role="status" aria-live="polite">
      {words.use()}
    </div>
  );
}
