import { useRef } from "react";
import { hang, measure } from "./masonry.ts";
import { useWidth } from "./window.ts";
import style from "./waiting.module.css";

const SHAPES = [1, 1.25, 0.8, 1, 0.8, 1, 1.25, 1, 1.5, 1];
const FOOT = 44;

/** The places of pictures that are on their way. */
export function Waiting() {
  const wall = useRef<HTMLDivElement>(null);
  const size = measure(useWidth(wall));
  const { boxes, height } = hang(
    SHAPES.map((shape) => shape * size.width + FOOT),
    size,
    false,
  );
  return (
    <div ref={wall} className={style.wall} aria-hidden="true" style={{ height }}>
      {boxes.map(({ left, top, width, height }, index) => (
        <div key={index} className={style.place} style={{ left, top, width, height: height - FOOT }} />
      ))}
    </div>
  );
}
