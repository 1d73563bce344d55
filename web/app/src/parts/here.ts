// An answer may come when one is elsewhere already: then it does nothing to what is on the screen by now.
import { useEffect, useRef } from "react";

/** Answers the function that says whether the component is still there. */
export function useHere(): () => boolean {
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => void (here.current = false);
  }, []);
  return () => here.current;
}
