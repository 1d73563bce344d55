import { Pencil, RotateCw } from "lucide-react";
import { useClient } from "urql";
import { ask } from "../compose/entries.ts";
import { inputAgain } from "../compose/input.ts";
import { edit } from "../compose/intent.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { say } from "../parts/toasts.tsx";
import type { Rendering } from "./render.ts";
import style from "./renderPage.module.css";

const HEADS: Partial<Record<Rendering["status"], string>> = {
  FAILED: "It could not be made.",
  REFUSED: "It was refused.",
  CANCELLED: "You cancelled it.",
};

/** A render without a picture: what happened, by which rule and for which words, and what to do. */
export function Ending({ render }: { render: Rendering }) {
  const client = useClient();
  const { status, reason, params, prompt } = render;
  async function again() {
    const problem = await ask(client, inputAgain(render), null);
    say(problem ? problem.message : "It is asked for again.");
  }
  return (
    <>
      <Notice>
        <strong>{HEADS[status]}</strong> {reason?.message}
        {reason?.rule && <> The rule: {reason.rule}.</>}
        {reason?.words?.length ? <> The words: “{reason.words.join("”, “")}”.</> : null}
        {reason?.message.includes("charged") ? null : " Nothing was charged."}
      </Notice>
      <div className={style.acts}>
        <Button icon={<RotateCw size={18} />} onClick={() => void again()}>
          Try again
        </Button>
        <Button
          icon={<Pencil size={18} />}
          onClick={() =>
            edit(prompt ?? "", {
              size: { width: params.width, height: params.height },
              negative: params.negativePrompt ?? "",
            })
          }
        >
          Change the words
        </Button>
      </div>
    </>
  );
}
