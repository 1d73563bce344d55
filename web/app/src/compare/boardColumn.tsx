// One of two boards: its posts from the top, and how far each stands from where the other board has it.
import { ArrowDown, ArrowUp } from "lucide-react";
import { Link } from "wouter";
import type { Ranker } from "../feed/board.ts";
import { Rank } from "../feed/rank.tsx";
import { BoardRanker } from "../feed/why.tsx";
import { PostPicture } from "../labels/postPicture.tsx";
import style from "./compare.module.css";
import type { Board, Edge } from "./sides.ts";

interface Props {
  board: Board;
  moved: readonly (number | null)[];
  ranker: Ranker | null;
}

export function BoardColumn({ board, moved, ranker }: Props) {
  return (
    <BoardRanker value={ranker}>
      {ranker && <code className={style.formula}>{ranker.formula}</code>}
      <ol className={style.board}>
        {board.edges.map((edge, place) => (
          <Row key={edge.node.id} edge={edge} place={place} move={moved[place] ?? null} />
        ))}
      </ol>
    </BoardRanker>
  );
}

function Row({ edge: { node, why }, place, move }: { edge: Edge; place: number; move: number | null }) {
  const { id, image, caption, altText, author } = node;
  return (
    <li className={style.row}>
      <Rank rank={place + 1} postId={id} why={why} />
      <Move by={move} />
      <Link className={style.post} href={`/p/${id}`}>
        <span className={style.thumb}>{image && <PostPicture post={node} image={image} alt="" sizes="64px" />}</span>
        <span className={style.words}>
          <span dir="auto">{caption ?? altText}</span>
          <bdi>@{author.handle}</bdi>
        </span>
      </Link>
    </li>
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
