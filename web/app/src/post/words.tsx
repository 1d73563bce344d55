import { Copy, Repeat2 } from "lucide-react";
import { Link } from "wouter";
import { remix } from "../compose/intent.ts";
import type { ResultOf } from "../graph/graphql.ts";
import { useVeil } from "../labels/veil.ts";
import { Button } from "../parts/button.tsx";
import { copy } from "../parts/copy.ts";
import { Changes } from "../parts/changes.tsx";
import { Words } from "../parts/words.tsx";
import type { SHOWN } from "./post.ts";
import style from "./post.module.css";

interface Props {
  post: ResultOf<typeof SHOWN>;
  /** What it was remixed from, if the viewer may see that. */
  parent: { id: string; author: { handle: string } } | null;
  mine: boolean;
}

/** The words a picture was made from, what changed in them, and painting on from them. */
export function Prompt({ post, parent, mine }: Props) {
  const { id, prompt, promptVisibility, wordChanges, image } = post;
  const free = promptVisibility === "REMIXABLE" || mine;
  const { over } = useVeil(post);
  if (prompt === null && !mine) return null;
  const without = image?.params.negativePrompt;
  return (
    <section className={style.prompt} aria-label="Prompt">
      {prompt === null ? (
        <p className={style.soft}>Your prompt is hidden from everyone. Edit the post to show it.</p>
      ) : (
        <blockquote>{wordChanges ? <Changes changes={wordChanges} /> : <Words text={prompt} quoted />}</blockquote>
      )}
      {without && (
        <p className={style.soft}>
          Without: <bdi>{without}</bdi>
        </p>
      )}
      {parent && (
        <p className={style.soft}>
          <Link href={`/p/${parent.id}`}>Remixed from a picture by @{parent.author.handle}</Link>
          {wordChanges && ", with the changes marked."}
        </p>
      )}
      <div className={style.send}>
        {free && (
          <Button
            look="main"
            icon={<Repeat2 size={18} aria-hidden="true" />}
            data-act="remix"
            onClick={() => remix({ postId: id, prompt, image: over ? null : image })}
          >
            Remix
          </Button>
        )}
        {prompt !== null && (
          <Button
            look="quiet"
            icon={<Copy size={16} aria-hidden="true" />}
            aria-label="Copy prompt"
            title="Copy prompt"
            onClick={() => void copy(prompt, "Prompt")}
          />
        )}
      </div>
    </section>
  );
}
