import { Clock, Flame, House, Images, LogIn, Search, Settings } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { line } from "../graph/line.ts";
import { Avatar } from "../parts/avatar.tsx";
import { useAskedViewer } from "../people/viewer.tsx";
import { ExplorerLink } from "./behind.tsx";
import style from "./shell.module.css";

const WORDS = { live: "Live", connecting: "Connecting…", offline: "Offline" };

/** Where one can go. On a phone it lies at the lower edge. */
export function Rail() {
  const { viewer, known } = useAskedViewer();
  const state = line.use();
  return (
    <nav className={style.rail} aria-label="Main">
      <Link className={style.mark} href="/" aria-label="Limn">
        Limn
      </Link>
      <ul className={style.places}>
        <Place href="/" icon={<Clock size={20} />} label="Latest" />
        <Place href="/trending" icon={<Flame size={20} />} label="Trending" />
        {viewer && <Place href="/home" icon={<House size={20} />} label="Home" />}
        <Place href="/search" icon={<Search size={20} />} label="Search" />
        {viewer && <Place href="/renders" icon={<Images size={20} />} label="Renders" />}
        {viewer && (
          <Place
            href={`/@${viewer.handle}`}
            icon={<Avatar handle={viewer.handle} />}
            label={`@${viewer.handle}`}
            wide
          />
        )}
        <Place href="/settings" icon={<Settings size={20} />} label="Settings" wide={!viewer} />
        {known && !viewer && <Place href="/sign-in" icon={<LogIn size={20} />} label="Sign in" />}
      </ul>
      <div className={style.foot}>
        <ExplorerLink />
        {state !== "connecting" && (
          <span className={style.line} data-state={state}>
            {WORDS[state]}
          </span>
        )}
      </div>
    </nav>
  );
}

function Place({ href, icon, label, wide = false }: { href: string; icon: ReactNode; label: string; wide?: boolean }) {
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
