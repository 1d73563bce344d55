// How much happened along the line: a bar for each stretch of time, for the eye alone.
import { useMemo } from "react";
import { useQuery } from "urql";
import { graphql } from "../graph/graphql.ts";
import style from "./replay.module.css";
import { written } from "./times.ts";

const POSITIONS = graphql(`
  query PositionsAt($times: [DateTime!]!) {
    log {
      positionsAt(times: $times)
    }
  }
`);

const BARS = 84; // two hours of a week

export function Activity({ from, to }: { from: number; to: number }) {
  const times = useMemo(
    () => Array.from({ length: BARS + 1 }, (_, bar) => written(from + ((to - from) * bar) / BARS)),
    [from, to],
  );
  const [{ data }] = useQuery({ query: POSITIONS, variables: { times } });
  const positions = data?.log.positionsAt.map(Number) ?? [];
  const events = positions.slice(1).map((position, bar) => position - (positions[bar] ?? 0));
  const most = Math.max(1, ...events);
  return (
    <svg className={style.activity} viewBox={`0 0 ${BARS} 1`} preserveAspectRatio="none" aria-hidden="true">
      {events.map((count, bar) => (
        <rect key={bar} x={bar + 0.1} width={0.8} y={1 - count / most} height={count / most} />
      ))}
    </svg>
  );
}
