// Where each thing of a wall hangs. Heights are known beforehand, so nothing moves when a picture comes.

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Measure {
  columns: number;
  /** Of one column. */
  width: number;
  /** Between columns. */
  gap: number;
}

const PHONE = 560;
const COLUMN = 264;

/** How many columns a wall of this width has: two on a phone, three to five elsewhere. */
export function measure(width: number): Measure {
  const gap = width < PHONE ? 12 : 24;
  const columns = width < PHONE ? 2 : Math.min(5, Math.max(3, Math.floor((width + gap) / (COLUMN + gap))));
  return { columns, width: (width - gap * (columns - 1)) / columns, gap };
}

/**
 * Each thing hangs in the column that is shortest so far. `ranked`: in the next column instead, so that places of a board
 * are read from left to right.
 */
export function hang(
  heights: readonly number[],
  { columns, width, gap }: Measure,
  ranked: boolean,
): { boxes: Box[]; height: number } {
  const ends = new Array<number>(columns).fill(0);
  const boxes = heights.map((height, index) => {
    const column = ranked ? index % columns : ends.indexOf(Math.min(...ends));
    const box = { left: column * (width + gap), top: ends[column] ?? 0, width, height };
    ends[column] = box.top + height + gap;
    return box;
  });
  return { boxes, height: Math.max(0, ...ends.map((end) => end - gap)) };
}

/** Which boxes reach into the stretch between two heights, and which one does wherever it hangs. */
export function within(boxes: readonly Box[], from: number, to: number, always: number): number[] {
  const found: number[] = [];
  boxes.forEach(({ top, height }, index) => {
    if (index === always || (top < to && top + height > from)) found.push(index);
  });
  return found;
}
