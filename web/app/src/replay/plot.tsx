// A bump chart: time to the right, the best place on top. For the eye and the pointer; the table beside it says the same.
import type { Step } from "./moved.ts";
import { TOP } from "./moved.ts";
import style from "./plot.module.css";
import { spoken } from "./times.ts";

const WIDTH = 480;
const ROW = 26;
const LEFT = 28;
const HEIGHT = (TOP + 1) * ROW;

type Places = readonly (number | null)[];

interface Props {
  name: string;
  steps: readonly Step[];
  lines: readonly { post: string; places: Places }[];
  pointed: string | null;
  onPoint(post: string): void;
  onStep(step: Step): void;
}

export function Plot({ name, steps, lines, pointed, onPoint, onStep }: Props) {
  const x = (step: number) => LEFT + (step * (WIDTH - LEFT - 8)) / Math.max(1, steps.length - 1);
  const drawn = lines.map(({ post, places }) => ({ post, d: path(places, x), dots: alone(places) }));
  const inFront = drawn.toSorted((one, other) => Number(one.post === pointed) - Number(other.post === pointed));
  return (
    <svg
      className={style.plot}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 20}`}
      role="img"
      aria-label={name}
      onClick={(event) => {
        const step = steps[nearest(event.currentTarget, event.clientX, steps.length)];
        if (step) onStep(step);
      }}
    >
      {Array.from({ length: TOP }, (_, place) => (
        <g key={place} className={style.rung}>
          <line x1={LEFT} x2={WIDTH} y1={(place + 1) * ROW} y2={(place + 1) * ROW} />
          <text x={LEFT - 10} y={(place + 1) * ROW + 4} textAnchor="end">
            {place + 1}
          </text>
        </g>
      ))}
      {inFront.map(({ post, d, dots }) => (
        <g
          key={post}
          className={style.track}
          data-pointed={post === pointed || undefined}
          onPointerEnter={() => onPoint(post)}
        >
          <path className={style.reach} d={d} />
          <path d={d} />
          {dots.map(({ step, place }) => (
            <circle key={step} cx={x(step)} cy={place * ROW} r={2.5} />
          ))}
        </g>
      ))}
      <Ends steps={steps} />
    </svg>
  );
}

function Ends({ steps }: { steps: readonly Step[] }) {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return null;
  return (
    <g className={style.rung}>
      <text x={LEFT} y={HEIGHT + 14}>
        {spoken.format(new Date(first.rankedAt))}
      </text>
      <text x={WIDTH} y={HEIGHT + 14} textAnchor="end">
        {spoken.format(new Date(last.rankedAt))}
      </text>
    </g>
  );
}

const isShown = (place: number | null | undefined): place is number => place != null && place <= TOP;

/** A line with a gap wherever the post was not on the board. */
function path(places: Places, x: (step: number) => number): string {
  let d = "";
  places.forEach((place, step) => {
    if (!isShown(place)) return;
    const before = places[step - 1];
    if (!isShown(before)) d += `M${x(step)} ${place * ROW}`;
    else {
      const middle = (x(step - 1) + x(step)) / 2;
      d += `C${middle} ${before * ROW} ${middle} ${place * ROW} ${x(step)} ${place * ROW}`;
    }
  });
  return d;
}

/** Where a post came or went: a line of one step alone would not be seen. */
function alone(places: Places): { step: number; place: number }[] {
  return places.flatMap((place, step) =>
    isShown(place) && !(isShown(places[step - 1]) && isShown(places[step + 1])) ? [{ step, place }] : [],
  );
}

function nearest(plot: SVGSVGElement, clientX: number, steps: number): number {
  const { left, width } = plot.getBoundingClientRect();
  const part = (((clientX - left) / width) * WIDTH - LEFT) / (WIDTH - LEFT - 8);
  return Math.min(steps - 1, Math.max(0, Math.round(part * (steps - 1))));
}
