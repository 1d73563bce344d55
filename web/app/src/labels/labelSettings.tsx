// How pictures are shown of which moderators say something, label by label.
import { type FormEvent, useState } from "react";
import { Button } from "../parts/button.tsx";
import { Field } from "../parts/field.tsx";
import { Segments } from "../parts/segments.tsx";
import { choose, chosenLevels, type Level, USUAL } from "./levels.ts";
import style from "./labelSettings.module.css";

const CHOICES: readonly { value: Level | "decided"; name: string; hint: string }[] = [
  { value: "decided", name: "As decided", hint: "With a badge, or blurred, as the moderator chose." },
  { value: "off", name: "Off", hint: "Like any other picture." },
  { value: "badge", name: "Badge", hint: "With the label on it." },
  { value: "blur", name: "Blur", hint: "Blurred until you ask for it." },
  { value: "hide", name: "Hide", hint: "Nothing of it is seen." },
];

export function LabelSettings() {
  const chosen = chosenLevels.use();
  const [added, setAdded] = useState<readonly string[]>([]);
  const names = [...new Set([...USUAL, ...Object.keys(chosen), ...added])];
  return (
    <section id="labels">
      <h2>Labelled pictures</h2>
      <p className={style.lead}>
        Moderators may say something of a picture: that it shows gore, or that it misleads. Say here what you would like
        to see of such pictures. It is kept in this browser, and nobody is told.
      </p>
      <ul className={style.labels}>
        {names.map((name) => (
          <li key={name}>
            <span className={style.name}>{name}</span>
            <Segments
              label={`Pictures labelled ${name}`}
              choices={CHOICES}
              chosen={chosen[name] ?? "decided"}
              onChoose={(level) => choose(name, level === "decided" ? null : level)}
            />
          </li>
        ))}
      </ul>
      <Another onAdd={(name) => setAdded([...added, name])} />
    </section>
  );
}

function Another({ onAdd }: { onAdd(name: string): void }) {
  const [name, setName] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return;
    onAdd(name.trim().toLowerCase());
    setName("");
  }
  return (
    <form className={style.another} onSubmit={submit}>
      <Field label="Another label" value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      <Button type="submit">Add</Button>
    </form>
  );
}
