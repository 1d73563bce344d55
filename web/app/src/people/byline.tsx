import type { ReactNode } from "react";
import { Link } from "wouter";
import { Avatar } from "../parts/avatar.tsx";
import style from "./people.module.css";

interface Props {
  person: { handle: string; displayName: string };
  /** What stands in the second line beside the handle. */
  children?: ReactNode;
}

/** Who it is from. */
export function Byline({ person, children }: Props) {
  return (
    <Link className={style.byline} href={`/@${person.handle}`}>
      <Avatar handle={person.handle} size={32} />
      <span className={style.told}>
        <bdi>{person.displayName}</bdi>
        <span className={style.second}>
          @{person.handle}
          {children && <> · {children}</>}
        </span>
      </span>
    </Link>
  );
}
