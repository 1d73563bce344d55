import style from "./avatar.module.css";

const HUES = 12;

/** A person's initial on a colour that follows from the handle. Decoration: the handle stands beside it. */
export function Avatar({ handle, size = 24 }: { handle: string; size?: 24 | 32 | 72 }) {
  const hue = [...handle].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 3600, 7) % HUES;
  return (
    <span className={style.avatar} data-size={size} data-hue={hue} aria-hidden="true">
      {handle.slice(0, 1).toUpperCase()}
    </span>
  );
}
