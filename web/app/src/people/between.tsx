import { Button } from "../parts/button.tsx";
import { type Somebody, tell, useTies } from "./ties.ts";
import style from "./ties.module.css";

interface Props {
  person: Somebody;
  blocked: boolean;
  muted: boolean;
}

/** On somebody's page: that the viewer blocks or mutes them, and the way back. Nothing where nothing stands between. */
export function Between({ person, blocked, muted }: Props) {
  const { turn, busy } = useTies();
  const { handle } = person;
  if (!blocked && !muted) return null;
  const [told, end, name] = blocked
    ? ([`You block @${handle}. Neither of you sees anything of the other.`, "unblock", "Unblock"] as const)
    : ([`You mute @${handle}. Their pictures and comments stay out of your lists.`, "unmute", "Unmute"] as const);
  return (
    <p className={style.between}>
      <span>{told}</span>
      <Button aria-label={`${name} @${handle}`} busy={busy} onClick={() => void turn(end, person).then(tell)}>
        {name}
      </Button>
    </p>
  );
}
