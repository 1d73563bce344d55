import { Flag, Reply, Trash2 } from "lucide-react";
import { useContext, useState } from "react";
import { Link } from "wouter";
import { useAct, REFUSED } from "../../graph/act.ts";
import { graphql } from "../../graph/graphql.ts";
import { Avatar } from "../../parts/avatar.tsx";
import { Button } from "../../parts/button.tsx";
import { say } from "../../parts/toasts.tsx";
import { When } from "../../parts/when.tsx";
import { Words } from "../../parts/words.tsx";
import { TieButton } from "../../people/tieSheet.tsx";
import { useViewer } from "../../people/viewer.tsx";
import { Decided } from "../decided.tsx";
import { askToFlag } from "../flagSheet.tsx";
import type { Said, Talk } from "./comment.ts";
import style from "./comments.module.css";
import { TalkList, TalkPage } from "./talkPage.tsx";
import { Under } from "./under.ts";
import { Write } from "./write.tsx";

const REMOVE = graphql(
  `
    mutation RemoveComment($input: CommentRef!) {
      removeComment(input: $input) {
        position
        comment {
          id
          text
          removed
        }
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [REFUSED],
);

interface Props {
  comment: Said;
  /** Null: not asked for yet. */
  answers: Talk | null;
  depth: number;
}

/** A comment, what can be done with it, and what was answered to it. */
export function CommentItem({ comment, answers, depth }: Props) {
  const [answering, setAnswering] = useState(false);
  const { id, author, text, removed, labels, restrictions, createdAt } = comment;
  const mine = useViewer()?.id === author.id;
  return (
    <li>
      <article className={style.comment} aria-label={`Comment by @${author.handle}`}>
        <Avatar handle={author.handle} />
        <div className={style.body}>
          <p className={style.who}>
            <Link href={`/@${author.handle}`}>@{author.handle}</Link> <When at={createdAt} />
            {labels.length > 0 && <b> {labels.map(({ name }) => name).join(", ")}</b>}
          </p>
          {mine && <Decided kind="COMMENT" restrictions={restrictions} />}
          {removed && !text ? <p className={style.soft}>This comment was taken away.</p> : <Words text={text} tags />}
          {!removed && <Acts comment={comment} onAnswer={() => setAnswering(!answering)} answering={answering} />}
          {answering && <Write answers={{ id, handle: author.handle }} onDone={() => setAnswering(false)} />}
        </div>
      </article>
      {answers ? (
        <TalkList of={id} talk={answers} depth={depth + 1} />
      ) : (
        <TalkPage of={id} after={null} depth={depth + 1} />
      )}
    </li>
  );
}

function Acts({ comment, onAnswer, answering }: { comment: Said; onAnswer(): void; answering: boolean }) {
  const viewer = useViewer();
  const { authorId, onChange } = useContext(Under);
  const { act, busy } = useAct(REMOVE);
  const { id, author } = comment;
  const mine = viewer?.id === author.id;
  async function remove() {
    const { problem } = await act({ commentId: id });
    if (problem) return say(problem.message);
    say("The comment is taken back.");
    onChange(false);
  }
  return (
    <div className={style.acts}>
      <Button look="quiet" icon={<Reply size={16} />} aria-expanded={answering} onClick={onAnswer}>
        Answer
      </Button>
      {(mine || viewer?.id === authorId) && (
        <Button look="quiet" icon={<Trash2 size={16} />} busy={busy} onClick={() => void remove()}>
          {mine ? "Take back" : "Remove"}
        </Button>
      )}
      <TieButton person={author} size={16} />
      {!mine && (
        <Button
          look="quiet"
          aria-label={`Report the comment by @${author.handle}`}
          icon={<Flag size={16} />}
          onClick={() => askToFlag({ id, name: `the comment by @${author.handle}` })}
        />
      )}
    </div>
  );
}
