import { Bar } from "./bar.tsx";
import { CancelButton } from "./cancelButton.tsx";
import { part, type Progress, stateOf } from "./progress.ts";
import style from "./renderPage.module.css";

/** How far it is, how long it takes, and how to stop it. */
export function Underway({ progress }: { progress: Progress }) {
  const { render, step, steps, left } = progress;
  const running = render.status === "RUNNING";
  return (
    <div className={style.underway}>
      <p>
        {stateOf(progress)}
        {running && left !== null && (
          <span className={style.step}>
            Step {step} of {steps}
          </span>
        )}
      </p>
      <Bar part={running ? part(progress) : null} label="Progress" />
      <CancelButton renderId={render.id} look="plain" />
    </div>
  );
}
