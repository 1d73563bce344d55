// Where the log begins and ends, and when something in it happened.
import { useQuery } from "urql";
import { graphql } from "../graph/graphql.ts";

const ENDS = graphql(`
  query Ends {
    log {
      head
    }
    events(first: 1) {
      edges {
        node {
          at
        }
      }
    }
  }
`);

const NEXT_AFTER = graphql(`
  query NextAfter($after: Position!) {
    events(first: 1, after: $after) {
      edges {
        node {
          at
        }
      }
    }
  }
`);

/** The newest position and the time of the first event that everybody may see; null until they are known. */
export function useEnds(): { head: string; first: number } | null {
  const [{ data }] = useQuery({ query: ENDS });
  const first = data?.events.edges[0];
  return data ? { head: data.log.head, first: first ? Date.parse(first.node.at) : Date.now() } : null;
}

/** About when it was at a position: when the first event from there on happened that everybody may see. */
export function useTimeAt(position: string | null): number | null {
  const after = position === null ? "0" : String(Math.max(0, Number(position) - 1)).padStart(16, "0");
  const [{ data }] = useQuery({ query: NEXT_AFTER, variables: { after }, pause: position === null });
  if (position === null || !data) return null;
  const next = data.events.edges[0];
  return next ? Date.parse(next.node.at) : Date.now();
}
