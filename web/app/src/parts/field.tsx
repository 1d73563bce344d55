// A labelled field: what it is, what may be in it, and what is wrong with it, each said to a screen reader too.
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import style from "./field.module.css";

interface Around {
  label: string;
  hint?: ReactNode;
  /** What is wrong with what is in it. */
  error?: string | null | undefined;
  /** What stands inside the field at its end. */
  end?: ReactNode;
}

type FieldProps = Around & Omit<InputHTMLAttributes<HTMLInputElement>, "id">;
type PickProps = Omit<Around, "end"> & Omit<SelectHTMLAttributes<HTMLSelectElement>, "id">;
type AreaProps = Around & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "id">;

export function Field({ label, hint, error, end, ...input }: FieldProps) {
  return (
    <Labelled label={label} hint={hint} error={error} end={end}>
      {(named) => <input {...input} {...named} className={style.input} data-end={end ? true : undefined} />}
    </Labelled>
  );
}

export function Area({ label, hint, error, end, ...area }: AreaProps) {
  return (
    <Labelled label={label} hint={hint} error={error} end={end}>
      {(named) => <textarea rows={3} {...area} {...named} className={style.input} dir="auto" />}
    </Labelled>
  );
}

/** One of many; `children` are its options. */
export function Pick({ label, hint, error, ...select }: PickProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(named) => <select {...select} {...named} className={style.input} />}
    </Labelled>
  );
}

interface Named {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

function Labelled({ label, hint, error, end, children }: Around & { children: (named: Named) => ReactNode }) {
  const id = useId();
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className={style.field}>
      <label htmlFor={id}>{label}</label>
      <div className={style.within}>
        {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": described })}
        {end}
      </div>
      {error ? (
        <p id={`${id}-error`} className={style.error} role="alert">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className={style.hint}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}
