// What happened and what to do.
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import style from "./notice.module.css";

interface Props {
  children: ReactNode;
  /** The act that mends it. */
  action?: ReactNode;
}

/** Something went wrong here. Spoken at once. */
export function Notice({ children, action }: Props) {
  return (
    <div className={style.notice} role="alert">
      <CircleAlert size={18} aria-hidden="true" />
      <div className={style.text}>{children}</div>
      {action}
    </div>
  );
}

/** Nothing is here, and how that changes. */
export function Empty({ title, children, action }: Props & { title: string }) {
  return (
    <div className={style.empty}>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
