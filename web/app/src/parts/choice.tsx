import { useId } from "react";
import style from "./choice.module.css";

export interface Option<Value> {
  value: Value;
  name: string;
  /** What it means, in one plain sentence. */
  means?: string;
}

interface Props<Value> {
  title: string;
  /** Null: none yet. */
  value: Value | null;
  options: readonly Option<Value>[];
  onChange(value: NoInfer<Value>): void;
}

/** One of several. */
export function Choice<Value extends string>({ title, value, options, onChange }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className={style.choice}>
      <legend>{title}</legend>
      {options.map((option) => (
        <label key={option.value} className={style.option}>
          <input type="radio" name={name} checked={value === option.value} onChange={() => onChange(option.value)} />
          <span>
            {option.name}
            {option.means && <small>{option.means}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface SwitchProps {
  name: string;
  means: string;
  on: boolean;
  onChange(on: boolean): void;
}

/** On or off. */
export function Switch({ name, means, on, onChange }: SwitchProps) {
  return (
    <label className={style.option}>
      <input type="checkbox" role="switch" checked={on} onChange={() => onChange(!on)} />
      <span>
        {name}
        <small>{means}</small>
      </span>
    </label>
  );
}
