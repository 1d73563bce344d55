// Both sides: what each is ranked by, its board, and how the posts of one stand on the other.
import { useState } from "react";
import { problemOf } from "../graph/act.ts";
import { useAgainOnceBack } from "../graph/once.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { BoardColumn } from "./boardColumn.tsx";
import type { Boards } from "./boards.ts";
import style from "./compare.module.css";
import { MoveLines } from "./moveLines.tsx";
import { SidePicker } from "./sidePicker.tsx";
import { type Board, type Compared, moves, rankerOf, sideName } from "./sides.ts";

interface Props {
  boards: Boards;
  /** How many places of each board. */
  shown: number;
  onChoose(change: Partial<Compared>): void;
}

export function BothSides({ boards, shown, onChoose }: Props) {
  const { compared, rankers, error, fetching, again, renew } = boards;
  const [a, b] = [top(boards.a, shown), top(boards.b, shown)];
  const [pointed, setPointed] = useState<string | null>(null);
  useAgainOnceBack(error?.networkError !== undefined, again);
  const rows = Math.max(a?.edges.length ?? 0, b?.edges.length ?? 0);
  const sides = [
    { name: "a", title: "Left", side: compared.a, board: a, other: boards.b },
    { name: "b", title: "Right", side: compared.b, board: b, other: boards.a },
  ] as const;
  return (
    <>
      {error && <Notice action={<Button onClick={again}>Try again</Button>}>{problemOf(error).message}</Notice>}
      <div className={style.sides} aria-busy={fetching}>
        {sides.map(({ name, title, side, board, other }) => (
          <section key={name} className={style.side} aria-label={`${title}: ${sideName(side)}`}>
            <SidePicker
              label={`${title} side, ranked by`}
              side={side}
              rankers={rankers}
              onChoose={(chosen) => onChoose({ [name]: chosen })}
              onKept={renew}
            />
            {board && other && (
              <BoardColumn
                board={board}
                moved={moves(board, other)}
                ranker={rankerOf(side, rankers)}
                rows={rows}
                pointed={pointed}
                onPoint={setPointed}
              />
            )}
          </section>
        ))}
        {a && b && <MoveLines a={a} b={b} rows={rows} pointed={pointed} />}
      </div>
      {rows === 0 && a && !fetching && (
        <Empty title="Nothing stirs in this window">Choose a longer one, or like a picture.</Empty>
      )}
    </>
  );
}

/** The places shown; a post can have come from one below them, which is known still. */
function top(board: Board | undefined, shown: number): Board | undefined {
  return board && { ...board, edges: board.edges.slice(0, shown) };
}
