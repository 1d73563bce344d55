import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import style from "./shell.module.css";

interface Props {
  href: string;
  icon: ReactNode;
  label: string;
  /** Not at the lower edge of a phone: there it stands under More. */
  wide?: boolean;
}

/** One place to go to, in a list of them. */
export function Place({ href, icon, label, wide = false }: Props) {
  const [path] = useLocation();
  return (
    <li data-wide={wide || undefined}>
      <Link className={style.place} href={href} aria-current={path === href ? "page" : undefined}>
        <span aria-hidden="true">{icon}</span>
        <span className={style.label}>{label}</span>
      </Link>
    </li>
  );
}
