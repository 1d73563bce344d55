import { Repeat2 } from "lucide-react";
import { remix } from "../compose/intent.ts";
import type { ResultOf } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Changes } from "../parts/changes.tsx";
import { Words } from "../parts/words.tsx";
import type { SHOWN } from "./post.ts";
import style from "./post.module.css";

/** The words a picture was made from, what changed in them, and painting on from them. */
export function Prompt({ post, mine }: { post: ResultOf<typeof SHOWN>; mine: boolean }) {
  const { id, prompt, promptVisibility, wordChanges, image } = post;
  const free = promptVisibility === "REMIXABLE" || mine;
  if (prompt === null)
    return mine ? <p className={style.soft}>Your prompt is hidden from everyone. Edit the post to show it.</p> : null;
  const without = image?.params.negativePrompt;
  return (
    <section className={style.prompt} aria-label="Prompt">
      <blockquote>{wordChanges ? <Changes changes={wordChanges} /> : <Words text={prompt} quoted />}</blockquote>
      {without && (
        <p className={style.soft}>
          Without: <bdi>{without}</bdi>
        </p>
      )}
      {free && (
        <Button
          look="main"
          icon={<Repeat2 size={18} aria-hidden="true" />}
          data-act="remix"
          onClick={() => remix({ postId: id, prompt, image })}
        >
          Remix
        </Button>
      )}
    </section>
  );
}
