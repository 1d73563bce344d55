// The time to the second, as a field. It follows once it is a time that has been.
import { useState } from "react";
import { Field } from "../parts/field.tsx";
import { inField } from "./times.ts";

interface Props {
  at: number;
  latest: number;
  onChoose(time: number): void;
}

export function ExactTime({ at, latest, onChoose }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [field, setField] = useState({ at, number: 0 });
  if (field.at !== at) setField({ at, number: field.number + 1 }); // moved by something else: a new field
  function choose(value: string) {
    const time = Date.parse(value);
    const known = !Number.isNaN(time);
    setProblem(known && time > latest ? "This time is still to come." : null);
    if (!known || time > latest || time === at) return;
    setField({ ...field, at: time });
    onChoose(time);
  }
  return (
    <Field
      key={field.number}
      label="Exactly at, in your time"
      type="datetime-local"
      step={1}
      max={inField(latest)}
      defaultValue={inField(at)}
      error={problem}
      onBlur={(event) => choose(event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && choose(event.currentTarget.value)}
    />
  );
}
