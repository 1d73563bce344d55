import { useId } from "react";
import type { Store } from "../parts/store.ts";
import style from "./settings.module.css";

export interface Option<Value> {
  value: Value;
  name: string;
  means?: string;
}

interface Props<Value> {
  title: string;
  kept: Store<Value>;
  options: readonly Option<Value>[];
}

/** One of several, as large as what it decides. */
export function Choice<Value extends string>({ title, kept, options }: Props<Value>) {
  const chosen = kept.use();
  const name = useId();
  return (
    <fieldset className={style.choice}>
      <legend>{title}</legend>
      {options.map(({ value, name: words, means }) => (
        <label key={value} className={style.option}>
          <input type="radio" name={name} checked={chosen === value} onChange={() => kept.set(value)} />
          <span>
            {words}
            {means && <small>{means}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface SwitchProps {
  name: string;
  means: string;
  kept: Store<boolean>;
}

/** On or off. */
export function Switch({ name, means, kept }: SwitchProps) {
  const on = kept.use();
  return (
    <label className={style.option}>
      <input type="checkbox" role="switch" checked={on} onChange={() => kept.set(!on)} />
      <span>
        {name}
        <small>{means}</small>
      </span>
    </label>
  );
}
