import { Copy, Lock, X } from "lucide-react";
import { Button } from "../parts/button.tsx";
import { copy } from "../parts/copy.ts";
import { Field } from "../parts/field.tsx";
import { STEPS } from "./choices.ts";
import { choose, draft } from "./draft.ts";
import style from "./optionsPanel.module.css";
import { SizeFrames } from "./sizeFrames.tsx";
import { StyleChips } from "./styleChips.tsx";
import { useEarlier } from "./earlier.ts";

/** How the picture shall be drawn. What is left alone is chosen well. */
export function OptionsPanel() {
  const { options, intent } = draft.use();
  const { seed, wattHours } = useEarlier();
  const steps = options.steps ?? STEPS.usual;
  return (
    <div className={style.panel}>
      <StyleChips />
      <SizeFrames />
      <div className={style.fields}>
        <Field
          label="Leave out"
          placeholder="clouds, people…"
          dir="auto"
          value={options.negative}
          onChange={(event) => choose({ negative: event.target.value })}
        />
        <Field
          label="Seed"
          inputMode="numeric"
          placeholder={intent ? "as in the picture it starts from" : "drawn anew each time"}
          value={options.seed}
          onChange={(event) => choose({ seed: event.target.value.replace(/\D/g, "").slice(0, 20) })}
          end={<SeedActs seed={options.seed} last={seed} />}
        />
      </div>
      <label className={style.steps}>
        <span>Steps</span>
        <input
          type="range"
          min={STEPS.least}
          max={STEPS.most}
          value={steps}
          onChange={(event) => choose({ steps: Number(event.target.value) })}
        />
        <output>{options.steps === null && intent ? "as before" : steps}</output>
      </label>
      {wattHours !== null && <p className={style.energy}>Your last pictures took about {figure(wattHours)} Wh each.</p>}
    </div>
  );
}

function SeedActs({ seed, last }: { seed: string; last: string | null }) {
  if (!seed)
    return (
      last && (
        <Button
          look="quiet"
          aria-label="Keep the seed of your last picture"
          title="Keep the seed of your last picture"
          icon={<Lock size={16} />}
          onClick={() => choose({ seed: last })}
        />
      )
    );
  return (
    <>
      <Button
        look="quiet"
        aria-label="Copy the seed"
        icon={<Copy size={16} />}
        onClick={() => void copy(seed, "Seed")}
      />
      <Button
        look="quiet"
        aria-label="Draw a seed each time"
        icon={<X size={16} />}
        onClick={() => choose({ seed: "" })}
      />
    </>
  );
}

const figure = (value: number): string => value.toLocaleString("en", { maximumSignificantDigits: 2 });
