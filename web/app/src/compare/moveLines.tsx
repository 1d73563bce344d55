// Between the boards, a line from where a post stands on one to where it stands on the other.
import style from "./compare.module.css";
import type { Board } from "./sides.ts";

interface Props {
  a: Board;
  b: Board;
  /** How many rows the longer board has: all rows are equally high. */
  rows: number;
  /** The post that is pointed at. */
  pointed: string | null;
}

/** For the eye alone: the rows say the same. */
export function MoveLines({ a, b, rows, pointed }: Props) {
  const places = new Map(b.edges.map(({ node }, place) => [node.id, place]));
  return (
    <svg className={style.lines} viewBox={`0 0 100 ${rows * 100}`} preserveAspectRatio="none" aria-hidden="true">
      {a.edges.map(({ node: { id } }, from) => {
        const to = places.get(id);
        return to !== undefined && <path key={id} d={curve(from, to)} data-pointed={id === pointed || undefined} />;
      })}
    </svg>
  );
}

function curve(from: number, to: number): string {
  const [left, right] = [from * 100 + 50, to * 100 + 50];
  return `M0 ${left} C50 ${left} 50 ${right} 100 ${right}`;
}
