// The same as the plot, to be read.
import { titleOf } from "../compare/sides.ts";
import { type Step, TOP, type Track } from "./moved.ts";
import style from "./plot.module.css";
import { spoken } from "./times.ts";

interface Props {
  label: string;
  steps: readonly Step[];
  rows: readonly { post: Track["post"]; places: readonly (number | null)[] }[];
}

export function PlotTable({ label, steps, rows }: Props) {
  return (
    <details className={style.table}>
      <summary>As a table</summary>
      <div className={style.scrolled} role="region" aria-label={label} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Post</th>
              {steps.map(({ rankedAt }, step) => (
                <th key={step} scope="col">
                  {spoken.format(new Date(rankedAt))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ post, places }) => (
              <tr key={post.id}>
                <th scope="row" dir="auto">
                  {titleOf(post)}
                </th>
                {places.map((place, step) => (
                  <td key={step}>{place !== null && place <= TOP ? place : "–"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
