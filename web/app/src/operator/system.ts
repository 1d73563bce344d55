// How the system runs, asked every two seconds while the page is seen.
import { useEffect, useState } from "react";
import { type CombinedError, useClient } from "urql";
import { graphql, type ResultOf } from "../graph/graphql.ts";

const EVERY = 2_000;

export const SYSTEM = graphql(`
  query System {
    system {
      at
      head
      openCases
      programs {
        name
        state
        restarts
        since
        reason
      }
      views {
        name
        lag
        parked
        complete
      }
      policies {
        name
        lag
        parked
      }
      rebuilds {
        view
        position
        target
        running
      }
      parked {
        by
        position
        reason
        mend
      }
      queue {
        waiting
        running
        oldestSeconds
      }
      work {
        done
        failed
        refused
        wattHours
      }
      disk {
        free
        total
      }
    }
  }
`);

export type System = ResultOf<typeof SYSTEM>["system"];

interface Seen {
  now: System | null;
  /** Events each second, between the last two looks. */
  rate: number | null;
  error: CombinedError | undefined;
}

export function useSystem(): Seen {
  const client = useClient();
  const [seen, setSeen] = useState<Seen>({ now: null, rate: null, error: undefined });
  useEffect(() => {
    let gone = false;
    async function look() {
      if (document.hidden) return;
      const { data, error } = await client.query(SYSTEM, {}, { requestPolicy: "network-only" }).toPromise();
      if (gone) return;
      const now = data?.system ?? null;
      setSeen((last) => ({ now: now ?? last.now, rate: now ? rate(last.now, now) : null, error }));
    }
    void look();
    const timer = setInterval(() => void look(), EVERY);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [client]);
  return seen;
}

function rate(last: System | null, now: System): number | null {
  const seconds = last ? (Date.parse(now.at) - Date.parse(last.at)) / 1000 : 0;
  return last && seconds > 0 ? (Number(now.head) - Number(last.head)) / seconds : null;
}
