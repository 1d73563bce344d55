// One of a few, all in sight: the browser's own radio buttons, so the arrow keys go from one to the next.
import { useId } from "react";
import style from "./segments.module.css";

interface Props<Choice extends string> {
  /** What is chosen here. */
  label: string;
  choices: readonly { value: Choice; name: string; hint?: string }[];
  chosen: Choice;
  onChoose(choice: Choice): void;
}

export function Segments<Choice extends string>({ label, choices, chosen, onChoose }: Props<Choice>) {
  const group = useId();
  return (
    <fieldset className={style.segments}>
      <legend className="unseen">{label}</legend>
      {choices.map(({ value, name, hint }) => (
        <label key={value} className={style.segment} title={hint}>
          <input
            className="unseen"
            type="radio"
            name={group}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
