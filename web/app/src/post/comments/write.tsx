import { type FormEvent, type KeyboardEvent, useContext, useEffect, useRef, useState } from "react";
import { type Problem, useAct, REFUSED } from "../../graph/act.ts";
import { graphql } from "../../graph/graphql.ts";
import { Button } from "../../parts/button.tsx";
import { Area } from "../../parts/field.tsx";
import { askToSignIn } from "../../people/signInSheet.tsx";
import { useAskedViewer } from "../../people/viewer.tsx";
import { announce } from "../../shell/announcer.tsx";
import { forgetSaid, useDraft } from "../drafts.ts";
import style from "./comments.module.css";
import { Under } from "./under.ts";

const SAY = graphql(
  `
    mutation Say($input: CommentInput!) {
      comment(input: $input) {
        position
        comment {
          id
        }
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [REFUSED],
);

const LONGEST = 2_000;
const NEAR = 200;

interface Props {
  /** The comment it answers; else it is said of the picture. */
  answers?: { id: string; handle: string };
  onDone?(): void;
}

/** Where one writes a comment. The draft stays until it is said. */
export function Write({ answers, onDone }: Props) {
  const { postId, onChange } = useContext(Under);
  const { viewer, known } = useAskedViewer();
  const place = answers?.id ?? postId;
  const [text, write] = useDraft(place);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { act, busy } = useAct(SAY);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (answers) form.current?.querySelector("textarea")?.focus();
  }, [answers?.id]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || !text.trim()) return;
    if (known && !viewer) return void askToSignIn("Join or sign in to say it. What you wrote stays here.");
    const { problem: refused } = await act({ postId, text, replyTo: answers?.id ?? null });
    setProblem(refused);
    if (refused) return;
    announce("Your comment is there.");
    onChange(true);
    if (forgetSaid(place, text)) close();
  }

  /** The keyboard goes back to where it came from. */
  function close() {
    form.current?.closest("article")?.querySelector<HTMLElement>("[aria-expanded]")?.focus();
    onDone?.();
  }

  return (
    <form ref={form} className={style.write} onSubmit={(event) => void submit(event)} onKeyDown={submitByKey}>
      <Area
        label={answers ? `Answer @${answers.handle}` : "Say something"}
        rows={answers ? 2 : 1}
        placeholder={answers ? undefined : "What do you see in it?"}
        value={text}
        onChange={(event) => write(event.target.value)}
        error={problem?.message}
        hint={LONGEST - text.length < NEAR ? `${text.length} of ${LONGEST} characters` : undefined}
      />
      {(text || answers) && (
        <div className={style.send}>
          {answers && (
            <Button look="quiet" onClick={close}>
              Not now
            </Button>
          )}
          <Button type="submit" busy={busy} disabled={!text.trim()}>
            {answers ? "Answer" : "Comment"}
          </Button>
        </div>
      )}
    </form>
  );
}

function submitByKey(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
}
