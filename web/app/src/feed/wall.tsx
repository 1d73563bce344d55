// A wall of things in columns, of which only those near the window are in the document.
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { press } from "../keys/keys.ts";
import { hang, measure, within } from "./masonry.ts";
import { useWalk } from "./walk.ts";
import { useWidth, useWindow } from "./window.ts";
import style from "./wall.module.css";

/** Pixels above and below the window in which things hang already. */
const AHEAD = 900;
/** Windows that are left to scroll when more is asked for. */
const NEAR = 3;

interface Thing {
  id: string;
}

export interface Spot {
  index: number;
  /** Of the column, in pixels. */
  width: number;
  /** Whether it is in the first row. */
  first: boolean;
}

interface Props<Item extends Thing> {
  label: string;
  items: readonly Item[];
  /** How high an item is in a column of that width, in pixels, exactly. The same function as long as it says the same. */
  heightOf(item: Item, width: number): number;
  /** Names an item for who cannot see it. */
  nameOf(item: Item): string;
  /** What hangs there. */
  children(item: Item, spot: Spot): ReactNode;
  /** Whether there are no more than these. */
  complete: boolean;
  /** Whether their order is read from left to right, row by row. */
  ranked?: boolean;
  /** Called while one comes near the end. */
  onNearEnd?(): void;
}

export function Wall<Item extends Thing>({
  label,
  items,
  heightOf,
  nameOf,
  children,
  complete,
  ranked = false,
  onNearEnd,
}: Props<Item>) {
  const wall = useRef<HTMLDivElement>(null);
  const size = measure(useWidth(wall));
  const { boxes, height } = useMemo(
    () =>
      hang(
        items.map((item) => heightOf(item, size.width)),
        size,
        ranked,
      ),
    [items, heightOf, ranked, size.width, size.columns, size.gap],
  );
  const shown = useWindow();
  const [current, setCurrent] = useWalk(wall, items.length, () =>
    boxes.findIndex(({ top }) => top + (wall.current?.offsetTop ?? 0) >= scrollY),
  );
  const near = height < shown.top + NEAR * shown.height;
  useEffect(() => {
    if (near) onNearEnd?.();
  }, [near, items, onNearEnd]);
  const hung = within(boxes, shown.top - AHEAD, shown.top + shown.height + AHEAD, current);
  return (
    <div ref={wall} className={style.wall} role="feed" aria-label={label} style={{ height }}>
      {hung.map((index) => {
        const [item, box] = [items[index], boxes[index]];
        if (!item || !box) return null;
        return (
          <article
            key={item.id}
            className={style.item}
            style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
            tabIndex={-1}
            data-index={index}
            aria-label={nameOf(item)}
            aria-posinset={index + 1}
            aria-setsize={complete ? items.length : -1}
            onFocus={() => setCurrent(index)}
            onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && press("open")}
          >
            {children(item, { index, width: box.width, first: index < size.columns })}
          </article>
        );
      })}
    </div>
  );
}
