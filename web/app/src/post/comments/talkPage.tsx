// Comments under a post or under a comment, page after page, each answer under what it answers.
import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { problemOf } from "../../graph/act.ts";
import { useAgainOnceBack } from "../../graph/once.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { ANSWERS, COMMENTS, type Talk, talkOf } from "./comment.ts";
import { CommentItem } from "./commentItem.tsx";
import style from "./comments.module.css";
import { Under } from "./under.ts";

/** Changes whenever something was said or taken back: what is on the screen is then read once more. */
export const Turn = createContext("");

interface Props {
  /** The post, or the comment answered. */
  of: string;
  after: string | null;
  /** 0: said of the picture. */
  depth: number;
}

export function TalkPage({ of, after, depth }: Props) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: depth === 0 ? COMMENTS : ANSWERS,
    variables: { of, after },
  });
  const again = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  useAgainOnceBack(error !== undefined, again);
  const turn = useContext(Turn);
  const seen = useRef(turn);
  useEffect(() => {
    if (seen.current === turn) return;
    seen.current = turn;
    again();
  }, [turn, again]);
  const talk = data ? talkOf(data) : null;
  if (talk) return <TalkList of={of} talk={talk} depth={depth} />;
  if (error && !fetching)
    return (
      <Notice action={<Button onClick={again}>Try again</Button>}>
        The comments did not come. {problemOf(error).message}
      </Notice>
    );
  return depth === 0 ? <p className={style.soft}>Loading comments…</p> : null;
}

export function TalkList({ of, talk, depth }: { of: string; talk: Talk; depth: number }) {
  const [opened, setOpen] = useState(false);
  const open = useContext(Under).wrote || opened;
  return (
    <>
      {talk.said.length > 0 && (
        <ul className={style.talk}>
          {talk.said.map(({ comment, answers }) => (
            <CommentItem key={comment.id} comment={comment} answers={answers} depth={depth} />
          ))}
        </ul>
      )}
      {talk.next && !open && (
        <Button look="quiet" onClick={() => setOpen(true)}>
          {depth === 0 ? "More comments" : "More answers"}
        </Button>
      )}
      {talk.next && open && <TalkPage of={of} after={talk.next} depth={depth} />}
    </>
  );
}
