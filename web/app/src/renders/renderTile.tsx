import { Link } from "wouter";
import { Bar } from "./bar.tsx";
import { part, type Progress, stateOf, useProgress } from "./progress.ts";
import { hasEnded, type Rendering } from "./render.ts";
import style from "./rendersPage.module.css";
import { usePostOf } from "./sharing.ts";
import { Unfinished } from "./unfinished.tsx";

const FOOT = 56; // pixels below the picture

export function tileHeight({ params }: Rendering, width: number): number {
  return Math.round((width * params.height) / params.width) + FOOT;
}

/** A render among others: the picture as far as it is, its words, how it stands. */
export function RenderTile({ render: read, width }: { render: Rendering; width: number }) {
  const { progress: live } = useProgress(read.id, hasEnded(read.status));
  const progress: Progress = live ?? { render: read, step: 0, steps: read.params.steps, preview: null, left: null };
  const { render } = progress;
  const post = usePostOf(render);
  const open = !hasEnded(render.status);
  return (
    <Link className={style.tile} href={`/r/${render.id}`}>
      <Unfinished progress={progress} sizes={`${Math.round(width)}px`} alt="" />
      <span className={style.foot}>
        <bdi className={style.words}>{render.prompt}</bdi>
        {open ? (
          <Bar part={render.status === "RUNNING" ? part(progress) : null} label={stateOf(progress)} />
        ) : (
          <span className={style.state}>{render.status === "DONE" ? post && "Shared" : stateOf(progress)}</span>
        )}
      </span>
    </Link>
  );
}
