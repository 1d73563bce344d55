// Two rankers side by side: who would stand where, and how far that is from where they stand on the other side.
import { useQuery } from "urql";
import { useLocation, useSearch } from "wouter";
import { RANKERS, WINDOW_NAMES, WINDOWS } from "../feed/board.ts";
import { problemOf } from "../graph/act.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { Segments } from "../parts/segments.tsx";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import { BoardColumn } from "./boardColumn.tsx";
import style from "./compare.module.css";
import { SidePicker } from "./sidePicker.tsx";
import { COMPARED, moves, rankerOf, type Side, sideName, variables } from "./sides.ts";

const SHOWN = 20;

export default function ComparePage() {
  const { window, a, b, choose } = useChoice();
  const [{ data: known }, ask] = useQuery({ query: RANKERS, requestPolicy: "cache-and-network" });
  const asked = variables(window, a, b, SHOWN);
  const [{ data, error, fetching }, again] = useQuery({
    query: COMPARED,
    variables: asked,
    requestPolicy: "cache-and-network",
  });
  useBehind(COMPARED, asked);
  const rankers = known?.rankers ?? [];
  const sides = [
    { name: "a", title: "Left", side: a, board: data?.a, other: data?.b },
    { name: "b", title: "Right", side: b, board: data?.b, other: data?.a },
  ] as const;
  return (
    <Page title="Compare">
      <div className={style.window}>
        <Segments
          label="Window"
          choices={WINDOWS.map((value) => ({ value, name: WINDOW_NAMES[value] }))}
          chosen={window}
          onChoose={(chosen) => choose({ window: chosen.toLowerCase() })}
        />
      </div>
      {error && (
        <Notice action={<Button onClick={() => again({ requestPolicy: "network-only" })}>Try again</Button>}>
          {problemOf(error).message}
        </Notice>
      )}
      <div className={style.sides}>
        {sides.map(({ name, title, side, board, other }) => (
          <section key={name} aria-label={`${title}: ${sideName(side)}`}>
            <SidePicker
              label={`${title} side, ranked by`}
              side={side}
              rankers={rankers}
              onChoose={(chosen) => choose({ [name]: chosen })}
              onKept={() => ask({ requestPolicy: "network-only" })}
            />
            {board && other && !error && (
              <BoardColumn board={board} moved={moves(board, other)} ranker={rankerOf(side, rankers)} />
            )}
          </section>
        ))}
      </div>
      {data && !fetching && data.a.edges.length === 0 && (
        <Empty title="Nothing stirs in this window">Choose a longer one, or like a picture.</Empty>
      )}
    </Page>
  );
}

/** What the address says is compared; what is typed is only in the address once it is a formula. */
function useChoice() {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const said = new URLSearchParams(search);
  const window = WINDOWS.find((name) => name === said.get("window")?.toUpperCase()) ?? "DAY";
  const a: Side = said.get("a") ?? "decay";
  const b: Side = said.get("b") ?? "hacker-news";
  function choose(change: Record<string, string>): void {
    const next = new URLSearchParams({ window: window.toLowerCase(), a, b, ...change });
    navigate(`${path}?${next.toString()}`, { replace: true });
  }
  return { window, a, b, choose };
}
