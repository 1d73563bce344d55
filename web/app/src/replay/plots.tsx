// Ranks over time under both rankers, one post in each line. Whoever is pointed at is named and stands out in both.
import { useState } from "react";
import { Link } from "wouter";
import { sideName, titleOf } from "../compare/sides.ts";
import { Button } from "../parts/button.tsx";
import { copy } from "../parts/copy.ts";
import { type Result, TOP, type Track } from "./moved.ts";
import { Plot } from "./plot.tsx";
import { PlotTable } from "./plotTable.tsx";
import style from "./plot.module.css";
import type { Go, View } from "./view.ts";

interface Props {
  result: Result;
  view: View;
  go: Go;
}

export function Plots({ result, view, go }: Props) {
  const [under, setUnder] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const pointed = focused ?? under; // a pointer at rest has things scrolled below it that nobody pointed at
  const { steps, tracks, digest } = result;
  const sides = [
    { name: "a", title: "Left", ranker: view.a },
    { name: "b", title: "Right", ranker: view.b },
  ] as const;
  const named = tracks.find(({ post }) => post.id === pointed);
  return (
    <>
      <div className={style.plots} onPointerLeave={() => setUnder(null)}>
        {sides.map(({ name, title, ranker }) => (
          <figure key={name}>
            <figcaption>
              {title}: {sideName(ranker)}
            </figcaption>
            <Plot
              name={`Ranks by ${sideName(ranker)}`}
              steps={steps}
              lines={tracks.map((track) => ({ post: track.post.id, places: track[name] }))}
              pointed={pointed}
              onPoint={setUnder}
              onStep={(step) => go({ at: step.rankedAt })}
            />
            <PlotTable
              label={`Ranks by ${sideName(ranker)}, as a table`}
              steps={steps}
              rows={tracks
                .map((track) => ({ post: track.post, places: track[name] }))
                .filter(({ places }) => places.some(isPlaced))}
            />
          </figure>
        ))}
      </div>
      <p className={style.named} aria-live="polite">
        {named ? <Told track={named} /> : "Point at a line, or at a post below, to follow it on both sides."}
      </p>
      <ul className={style.posts} aria-label="Posts in the plot">
        {tracks
          .filter(({ a, b }) => isPlaced(a.at(-1)) || isPlaced(b.at(-1)))
          .map(({ post }) => (
            <li key={post.id}>
              <Link
                href={`/p/${post.id}`}
                data-pointed={post.id === pointed || undefined}
                onPointerEnter={() => setUnder(post.id)}
                onFocus={() => setFocused(post.id)}
                onBlur={() => setFocused(null)}
              >
                <span dir="auto">{titleOf(post)}</span> <bdi>@{post.author.handle}</bdi>
              </Link>
            </li>
          ))}
      </ul>
      <p className={style.digest}>
        The same question to the same log gives the same digest: <code>{digest.slice(0, 12)}…</code>
        <Button look="quiet" onClick={() => void copy(digest, "Digest")}>
          Copy
        </Button>
      </p>
    </>
  );
}

const isPlaced = (place: number | null | undefined): boolean => place != null && place <= TOP;

function Told({ track: { post, a, b } }: { track: Track }) {
  return (
    <>
      <span dir="auto">{titleOf(post)}</span> by <bdi>@{post.author.handle}</bdi>: {course(a)} on the left, {course(b)}{" "}
      on the right.
    </>
  );
}

function course(places: readonly (number | null)[]): string {
  const [first, last] = [places.find((place) => place !== null), places.at(-1)];
  if (first == null) return "never there";
  return last == null ? `came at ${first}, gone at the end` : first === last ? `${last}` : `from ${first} to ${last}`;
}
