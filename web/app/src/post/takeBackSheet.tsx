import { useState } from "react";
import { type Problem, useAct, REFUSED } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Sheet } from "../parts/sheet.tsx";
import style from "./sheets.module.css";

const REMOVE = graphql(
  `
    mutation TakeBack($input: PostRef!) {
      removePost(input: $input) {
        position
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [REFUSED],
);

interface Props {
  postId: string;
  open: boolean;
  onClose(): void;
  /** It is gone. */
  onDone(): void;
}

export function TakeBackSheet({ postId, open, onClose, onDone }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const { act, busy } = useAct(REMOVE);
  async function remove() {
    const { problem: refused } = await act({ postId });
    setProblem(refused);
    if (!refused) onDone();
  }
  return (
    <Sheet title="Take this post back?" open={open} onClose={onClose}>
      <div className={style.form}>
        <p>
          It leaves every screen at once, with its likes and comments, for good. The picture itself stays among your
          renders; sharing it again is not possible.
        </p>
        {problem && <Notice>{problem.message}</Notice>}
        <div className={style.end}>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="main" busy={busy} onClick={() => void remove()}>
            Take back
          </Button>
        </div>
      </div>
    </Sheet>
  );
}
