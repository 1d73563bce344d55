// One of two boards: its posts from the top, and how far each stands from where the other board has it.
import { ArrowDown, ArrowUp } from "lucide-react";
import { Link } from "wouter";
import type { Ranker } from "../feed/board.ts";
import { Rank } from "../feed/rank.tsx";
import { BoardRanker } from "../feed/why.tsx";
import { PostPicture } from "../labels/postPicture.tsx";
import style from "./compare.module.css";
import { type Board, type Edge, titleOf } from "./sides.ts";

interface Props {
  board: Board;
  moved: readonly (number | null)[];
  ranker: Ranker | null;
  /** How many rows the longer of both boards has. */
  rows: number;
  /** The post that is pointed at, on whichever side. */
  pointed: string | null;
  onPoint(postId: string | null): void;
}

export function BoardColumn({ board, moved, ranker, rows, pointed, onPoint }: Props) {
  return (
    <BoardRanker value={ranker}>
      {ranker && <code className={style.formula}>{ranker.formula}</code>}
      <ol
        className={style.board}
        style={{ gridTemplateRows: `repeat(${rows}, minmax(0, 1fr))` }}
        onPointerLeave={() => onPoint(null)}
      >
        {board.edges.map((edge, place) => (
          <li
            key={edge.node.id}
            className={style.row}
            data-pointed={edge.node.id === pointed || undefined}
            onPointerEnter={() => onPoint(edge.node.id)}
            onFocus={() => onPoint(edge.node.id)}
          >
            <Row edge={edge} place={place} move={moved[place] ?? null} />
          </li>
        ))}
      </ol>
    </BoardRanker>
  );
}

function Row({ edge: { node, why }, place, move }: { edge: Edge; place: number; move: number | null }) {
  const { id, image, author } = node;
  return (
    <>
      <Rank rank={place + 1} postId={id} why={why} />
      <Move by={move} />
      <Link className={style.post} href={`/p/${id}`}>
        <span className={style.thumb}>{image && <PostPicture post={node} image={image} alt="" sizes="64px" />}</span>
        <span className={style.words}>
          <span dir="auto">{titleOf(node)}</span>
          <bdi>@{author.handle}</bdi>
        </span>
      </Link>
    </>
  );
}

function Move({ by }: { by: number | null }) {
  if (by === null) return <span className={style.move}>only here</span>;
  if (by === 0) return <span className={style.move}>same</span>;
  const Arrow = by > 0 ? ArrowUp : ArrowDown;
  const places = Math.abs(by);
  return (
    <span className={style.move} data-up={by > 0}>
      <Arrow size={16} aria-hidden="true" />
      <span aria-hidden="true">{places}</span>
      <span className="unseen">{`${places} ${by > 0 ? "higher" : "lower"} than on the other side`}</span>
    </span>
  );
}
