import style from "./shortcuts.module.css";

/** Keys and what they do. */
export function KeyList({ names }: { names: readonly (readonly [key: string, does: string])[] }) {
  return (
    <>
      <dl className={style.keys}>
        {names.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className={style.note}>They rest while you type. Settings can switch them off.</p>
    </>
  );
}
