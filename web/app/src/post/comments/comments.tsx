import { useEffect, useMemo, useRef, useState } from "react";
import { announce } from "../../shell/announcer.tsx";
import style from "./comments.module.css";
import { TalkPage, Turn } from "./talkPage.tsx";
import { Under } from "./under.ts";
import { Write } from "./write.tsx";

interface Props {
  postId: string;
  authorId: string;
  count: number;
  /** The post's counters may have changed. */
  onChange(): void;
}

/** All that was said under a post, and a place to say something. */
export function Comments({ postId, authorId, count, onChange }: Props) {
  const [own, setOwn] = useState(0);
  const [wrote, setWrote] = useState(false);
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) announce(`${count} comments`);
    before.current = count;
  }, [count]);
  const under = useMemo(
    () => ({
      postId,
      authorId,
      wrote,
      onChange(said: boolean) {
        if (said) setWrote(true);
        setOwn((times) => times + 1);
        onChange();
      },
    }),
    [postId, authorId, wrote, onChange],
  );
  return (
    <section id="comments" className={style.comments} aria-labelledby="comments-head">
      <h2 id="comments-head">{count === 0 ? "No comments yet" : count === 1 ? "1 comment" : `${count} comments`}</h2>
      <Under value={under}>
        <Turn value={`${count}/${own}`}>
          <TalkPage of={postId} after={null} depth={0} />
        </Turn>
        <Write />
      </Under>
    </section>
  );
}
