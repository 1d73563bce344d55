import { useEffect } from "react";
import { line } from "./line.ts";

/** What failed is asked once more when the network is back, or the line to the server stands again. */
export function useAgainOnceBack(failed: boolean, again: () => void): void {
  const state = line.use();
  useEffect(() => {
    if (!failed) return;
    addEventListener("online", again);
    return () => removeEventListener("online", again);
  }, [failed, again]);
  useEffect(() => {
    if (failed && state === "live") again();
    // Only the line's coming back asks again: an error that stands while it is live would ask for ever.
  }, [state]);
}
