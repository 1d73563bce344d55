import type { ReactNode } from "react";
import { Link } from "wouter";
import style from "./tray.module.css";

interface Props {
  /** The page it opens, once there is one. */
  href: string | null;
  label: string;
  picture: ReactNode;
  words: string;
  state: ReactNode;
  /** What can be done about it. */
  acts?: ReactNode;
  /** The picture alone: it is finished, and newer ones came. */
  small?: boolean;
}

/** One picture in the tray: a thumbnail, its words and how it stands. */
export function Chip({ href, label, picture, words, state, acts, small = false }: Props) {
  const thumb = <span className={style.thumb}>{picture}</span>;
  return (
    <div className={style.chip} data-small={small || undefined}>
      {href ? (
        <Link href={href} className={style.open} aria-label={label} title={words}>
          {thumb}
        </Link>
      ) : (
        thumb
      )}
      {!small && (
        <div className={style.text}>
          <bdi className={style.words}>{words}</bdi>
          <div className={style.state}>{state}</div>
        </div>
      )}
      {!small && acts}
    </div>
  );
}
