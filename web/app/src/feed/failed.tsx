import type { CombinedError } from "urql";
import { problemOf, unreached } from "../graph/act.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import style from "./posts.module.css";

/** A page of pictures did not come: why, and once more. */
export function Failed({ error, again }: { error: CombinedError; again(): void }) {
  return (
    <div className={style.failed}>
      <Notice action={<Button onClick={again}>Try again</Button>}>The pictures did not come. {whyOf(error)}</Notice>
    </div>
  );
}

function whyOf(error: CombinedError): string {
  const { code, message } = problemOf(error);
  return code === "OFFLINE" ? unreached() : message;
}
