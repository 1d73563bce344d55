import { ArrowUp, Dices, SlidersHorizontal } from "lucide-react";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { refusal, useAsking } from "./asking.ts";
import { example } from "./choices.ts";
import style from "./composer.module.css";
import { asksForChange, draft, isUsual, write } from "./draft.ts";
import { useGrowingArea } from "./growing.ts";
import { IntentChip } from "./intentChip.tsx";
import { OptionsPanel } from "./optionsPanel.tsx";

const LONGEST = 2_000;
const NEARLY = 1_800;

/** Where one writes what one would like to see. Enter sends it off, and the next can be written at once. */
export function PromptBar() {
  const { text, intent, options } = draft.use();
  const problem = refusal.use();
  const submit = useAsking();
  const [open, setOpen] = useState(false);
  const area = useGrowingArea(text);
  const changing = asksForChange(intent);

  function send(event: FormEvent) {
    event.preventDefault();
    submit();
    area.current?.focus();
  }

  return (
    <form className={style.bar} onSubmit={send} aria-label="Prompt">
      {problem && <Notice>{problem.message}</Notice>}
      {intent && <IntentChip intent={intent} text={text} />}
      {open && <OptionsPanel />}
      <div className={style.row}>
        <Button
          look="quiet"
          aria-label="Offer a prompt"
          title="Offer a prompt"
          icon={<Dices size={20} />}
          onClick={() => write({ text: example(text) })}
        />
        <textarea
          ref={area}
          className={style.text}
          aria-label={changing ? "What to change" : "What would you like to see?"}
          placeholder={
            changing ? "What shall change? “make it night”, “add two birds”…" : "What would you like to see?"
          }
          rows={1}
          dir="auto"
          enterKeyHint="send"
          value={text}
          onChange={(event) => {
            refusal.set(null);
            write({ text: event.target.value });
          }}
          onKeyDown={sendOnEnter}
        />
        {text.length > NEARLY && (
          <span className={style.count} data-over={text.length > LONGEST || undefined}>
            {text.length.toLocaleString()} of {LONGEST.toLocaleString()}
          </span>
        )}
        <Button
          look="quiet"
          aria-label={isUsual(options) ? "Options" : "Options, some chosen"}
          title="Options"
          aria-expanded={open}
          className={isUsual(options) ? "" : style.chosen}
          icon={<SlidersHorizontal size={20} />}
          onClick={() => setOpen(!open)}
        />
        <Button
          type="submit"
          look="main"
          className={style.send}
          aria-label="Paint"
          title="Paint (Enter)"
          icon={<ArrowUp size={20} />}
        />
      </div>
    </form>
  );
}

function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === "Escape") event.currentTarget.blur();
  if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
