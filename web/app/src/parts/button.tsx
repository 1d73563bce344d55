import type { ButtonHTMLAttributes, ReactNode } from "react";
import style from "./button.module.css";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `main`: the one act of a view. `quiet`: no border. */
  look?: "main" | "plain" | "quiet";
  busy?: boolean;
  icon?: ReactNode;
}

/** A button; one that is busy keeps its place and its focus, and does nothing. */
export function Button({ look = "plain", busy = false, icon, children, className = "", onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={`${style.button} ${style[look]} ${className}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      {children}
    </button>
  );
}
