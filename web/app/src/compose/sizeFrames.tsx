import { type Size, SIZES } from "./choices.ts";
import { choose, draft } from "./draft.ts";
import style from "./chips.module.css";

const LONGEST_SIDE = 24; // of a drawn frame, for the largest picture's 768

/** The sizes there are, as little frames. */
export function SizeFrames() {
  const { options, intent } = draft.use();
  const chosen = options.size;
  return (
    <fieldset className={style.group}>
      <legend>Size</legend>
      <div className={style.chips}>
        {intent && (
          <label className={style.chip}>
            <input
              className="unseen"
              type="radio"
              name="size"
              checked={!chosen}
              onChange={() => choose({ size: null })}
            />
            As before
          </label>
        )}
        {SIZES.map((size) => (
          <label key={size.name} className={style.chip}>
            <input
              className="unseen"
              type="radio"
              name="size"
              checked={chosen ? isSame(size, chosen) : !intent && size === SIZES[0]}
              onChange={() => choose({ size: { width: size.width, height: size.height } })}
            />
            <Frame size={size} />
            {size.name}
            <span className={style.sides}>
              {size.width} × {size.height}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function isSame(size: Size, other: { width: number; height: number }): boolean {
  return size.width === other.width && size.height === other.height;
}

function Frame({ size: { width, height } }: { size: Size }) {
  const scale = LONGEST_SIDE / 768;
  return <span className={style.frame} aria-hidden="true" style={{ width: width * scale, height: height * scale }} />;
}
