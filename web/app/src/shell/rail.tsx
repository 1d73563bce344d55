import { CircleQuestionMark, Clock, Flame, History, House, Images, LogIn, Scale, Search, Settings } from "lucide-react";
import { Link } from "wouter";
import { line } from "../graph/line.ts";
import { Avatar } from "../parts/avatar.tsx";
import { useAskedViewer } from "../people/viewer.tsx";
import { ExplorerLink } from "./behind.tsx";
import { More } from "./more.tsx";
import { Place } from "./place.tsx";
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
        <Place href="/replay" icon={<History size={20} />} label="Replay" wide />
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
        {viewer?.roles.includes("MODERATOR") && <Place href="/desk" icon={<Scale size={20} />} label="Desk" wide />}
        <Place href="/settings" icon={<Settings size={20} />} label="Settings" wide />
        {known && !viewer && (
          <>
            <Place href="/about" icon={<CircleQuestionMark size={20} />} label="How Limn works" wide />
            <Place href="/sign-in" icon={<LogIn size={20} />} label="Sign in" />
          </>
        )}
        <More viewer={viewer} />
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
