import { History } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "../parts/button.tsx";
import { fieldOf, useGoTo } from "./at.ts";
import style from "./past.module.css";

/** Stands at the end of what can be seen as it was. */
export function GoBack() {
  const [open, setOpen] = useState(false);
  return (
    <aside className={style.back} aria-label="Back in time">
      {open ? (
        <TimeField time={new Date()} />
      ) : (
        <Button look="quiet" icon={<History size={16} aria-hidden="true" />} onClick={() => setOpen(true)}>
          See it as it was
        </Button>
      )}
    </aside>
  );
}

/** Which time to go to. */
export function TimeField({ time }: { time: Date }) {
  const id = useId();
  const goTo = useGoTo();
  const [value, setValue] = useState(fieldOf(time));
  function go(event: FormEvent): void {
    event.preventDefault();
    if (value) goTo(new Date(value));
  }
  return (
    <form className={style.field} onSubmit={go}>
      <label htmlFor={id}>As of</label>
      <input
        id={id}
        type="datetime-local"
        value={value}
        max={fieldOf(new Date())}
        onChange={(event) => setValue(event.target.value)}
      />
      <Button type="submit">Go there</Button>
    </form>
  );
}
