import style from "./bar.module.css";

/** How far a picture is. `part` from 0 to 1; null while it waits. */
export function Bar({ part, label }: { part: number | null; label: string }) {
  const percent = part === null ? undefined : Math.round(part * 100);
  return (
    <span
      className={style.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <span className={style.done} style={{ transform: `scaleX(${part ?? 0})` }} />
    </span>
  );
}
