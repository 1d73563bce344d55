// The page one was on before joining or signing in.
import { useEffect } from "react";
import { useLocation } from "wouter";

const DOORS = ["/sign-in", "/join"];

let place = "/";

/** Notes each page that is not a door. Called once, by the shell. */
export function useNotedPlace(): void {
  const [path] = useLocation();
  useEffect(() => {
    if (!DOORS.includes(path)) place = path + location.search;
  }, [path]);
}

export const cameFrom = (): string => place;
