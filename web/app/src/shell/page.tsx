// What every page begins with: its name, in the window's title and as the heading that a screen reader starts from.
import { type ReactNode, useEffect } from "react";
import { useRestoredScroll } from "./scroll.ts";
import style from "./page.module.css";

interface Props {
  title: string;
  /** What stands beside the heading. */
  actions?: ReactNode;
  /** A heading for screen readers alone, where the page shows itself. */
  bare?: boolean;
  /** Text is read in a narrow column; pictures take the whole width. */
  narrow?: boolean;
  children: ReactNode;
}

export function Page({ title, actions, bare = false, narrow = false, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Limn`;
  }, [title]);
  useRestoredScroll();
  return (
    <main id="main" className={style.page} data-narrow={narrow || undefined} tabIndex={-1}>
      <header className={bare ? "unseen" : style.head}>
        <h1>{title}</h1>
        {!bare && actions}
      </header>
      {children}
    </main>
  );
}
