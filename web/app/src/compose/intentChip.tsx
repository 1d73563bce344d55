import { X } from "lucide-react";
import { readFragment } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Changes, changesBetween } from "../parts/changes.tsx";
import { PICTURE } from "../parts/picture.tsx";
import type { Intent } from "./draft.ts";
import { forgetIntent } from "./intent.ts";
import style from "./intentChip.module.css";

/** What the next picture starts from, and how its words differ so far. */
export function IntentChip({ intent, text }: { intent: Intent; text: string }) {
  const image = readFragment(PICTURE, intent.image);
  const remix = intent.kind === "remix";
  return (
    <div className={style.chip}>
      {image && <img className={style.thumb} src={image.small} alt="" width={48} height={48} />}
      <div className={style.words}>
        <strong>{remix ? "Remixing" : "Refining"}</strong>
        <Difference intent={intent} text={text} />
      </div>
      <Button
        look="quiet"
        aria-label={remix ? "Stop remixing, keep the words" : "Stop refining, keep the words"}
        icon={<X size={18} />}
        onClick={forgetIntent}
      />
    </div>
  );
}

function Difference({ intent, text }: { intent: Intent; text: string }) {
  if (intent.prompt === null) return <span className={style.parent}>Your hidden words stay as they are.</span>;
  if (intent.kind === "refine") return <bdi className={style.parent}>{intent.prompt}</bdi>;
  const changes = changesBetween(intent.prompt, text);
  if (changes.every(({ kind }) => kind === "KEPT"))
    return <span className={style.parent}>The same words. Change some.</span>;
  return (
    <div className={style.changes}>
      <Changes changes={changes} brief />
    </div>
  );
}
