import { hasStyle, STYLES, withStyle } from "./choices.ts";
import { draft, write } from "./draft.ts";
import style from "./chips.module.css";

/** Words for a style: pressed, they stand in the prompt. */
export function StyleChips() {
  const { text } = draft.use();
  return (
    <fieldset className={style.group}>
      <legend>Style</legend>
      <div className={style.chips}>
        {STYLES.map((name) => (
          <button
            key={name}
            type="button"
            className={style.chip}
            aria-pressed={hasStyle(text, name)}
            onClick={() => write({ text: withStyle(text, name) })}
          >
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
