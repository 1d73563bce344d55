import { Flag, Link2, MessageCircle, Pencil, Undo2 } from "lucide-react";
import { useState } from "react";
import { LikeButton } from "../feed/likeButton.tsx";
import type { LIKEABLE } from "../feed/post.ts";
import { type FragmentOf, readFragment } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { copy } from "../parts/copy.ts";
import { say } from "../parts/toasts.tsx";
import { TieButton } from "../people/tieSheet.tsx";
import { ProofButton } from "../proof/proofButton.tsx";
import { EditSheet } from "./editSheet.tsx";
import { askToFlag } from "./flagSheet.tsx";
import { SHOWN } from "./post.ts";
import style from "./post.module.css";
import { TakeBackSheet } from "./takeBackSheet.tsx";

interface Props {
  post: FragmentOf<typeof SHOWN> & FragmentOf<typeof LIKEABLE>;
  mine: boolean;
  onGone(): void;
}

/** What one can do with a post. */
export function Acts({ post, mine, onGone }: Props) {
  const [sheet, setSheet] = useState<"edit" | "take back" | null>(null);
  const { id, commentCount, author, visibility } = readFragment(SHOWN, post);
  const close = () => setSheet(null);
  function takenBack() {
    say("Your post is taken back.");
    onGone();
  }
  return (
    <div className={style.acts}>
      <LikeButton post={post} />
      <Button
        look="quiet"
        icon={<MessageCircle size={18} aria-hidden="true" />}
        onClick={() => document.querySelector<HTMLElement>("#comments textarea")?.focus()}
      >
        <span className="unseen">Comment</span>
        <span className={style.figure}>{commentCount}</span>
      </Button>
      <Button
        look="quiet"
        icon={<Link2 size={18} aria-hidden="true" />}
        title={visibility === "PRIVATE" ? "Only you can open it" : undefined}
        onClick={() => void copy(`${location.origin}/p/${id}`, "Link")}
      >
        Copy link
      </Button>
      <span className={style.rest}>
        <ProofButton postId={id} />
        {mine ? (
          <>
            <Button
              look="quiet"
              aria-label="Edit"
              title="Edit"
              icon={<Pencil size={18} />}
              onClick={() => setSheet("edit")}
            />
            <Button
              look="quiet"
              aria-label="Take back"
              title="Take back"
              icon={<Undo2 size={18} />}
              onClick={() => setSheet("take back")}
            />
          </>
        ) : (
          <>
            <TieButton person={author} />
            <Button
              look="quiet"
              aria-label="Report"
              title="Report"
              icon={<Flag size={18} />}
              onClick={() => askToFlag({ id, name: `the picture by @${author.handle}` })}
            />
          </>
        )}
      </span>
      <EditSheet post={post} open={sheet === "edit"} onClose={close} />
      <TakeBackSheet postId={id} open={sheet === "take back"} onClose={close} onDone={takenBack} />
    </div>
  );
}
