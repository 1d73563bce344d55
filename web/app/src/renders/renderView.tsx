import { Lock } from "lucide-react";
import { Link } from "wouter";
import type { FragmentOf } from "../graph/graphql.ts";
import { Notice } from "../parts/notice.tsx";
import { Words } from "../parts/words.tsx";
import { Facts } from "../post/facts.tsx";
import { Ending } from "./ending.tsx";
import type { LINE } from "./line.ts";
import { Lineage } from "./lineage.tsx";
import { type Progress, useProgress } from "./progress.ts";
import { hasEnded, type Rendering } from "./render.ts";
import { RenderActs } from "./renderActs.tsx";
import style from "./renderPage.module.css";
import { usePostOf } from "./sharing.ts";
import { Underway } from "./underway.tsx";
import { Unfinished } from "./unfinished.tsx";

interface Props {
  render: Rendering;
  line: FragmentOf<typeof LINE>;
  /** Whether it was still under way when it was read. */
  wasOpen: boolean;
}

/** The picture as large as there is room, and beside it what belongs to it. */
export function RenderView({ render: read, line, wasOpen }: Props) {
  const { progress: live, lost } = useProgress(read.id, !wasOpen);
  const progress: Progress = live ?? { render: read, step: 0, steps: read.params.steps, preview: null, left: null };
  const { render } = progress;
  const { width, height } = render.params;
  return (
    <>
      <div className={style.view}>
        {/* As large as fits between the edge of the window and the prompt bar. */}
        <div className={style.stage} style={{ maxWidth: `calc((100dvh - 172px) * ${width / height})` }}>
          <Unfinished progress={progress} sizes="(max-width: 1080px) 100vw, 60vw" alt={render.image?.altText ?? null} />
        </div>
        <div className={style.beside}>
          <Words text={render.prompt ?? ""} quoted />
          {render.params.negativePrompt && (
            <p className={style.without}>
              Left out: <bdi>{render.params.negativePrompt}</bdi>
            </p>
          )}
          {lost && (
            <Notice>The line to this picture was lost. It is made all the same; load the page again to see it.</Notice>
          )}
          {!hasEnded(render.status) && <Underway progress={progress} />}
          {render.status === "DONE" && <Privacy render={render} />}
          {render.status === "DONE" ? (
            <RenderActs render={render} />
          ) : (
            hasEnded(render.status) && <Ending render={render} />
          )}
          {render.image && <Facts image={render.image} />}
        </div>
      </div>
      <Lineage render={line} />
    </>
  );
}

function Privacy({ render }: { render: Rendering }) {
  const post = usePostOf(render);
  return (
    <p className={style.privacy}>
      {post ? (
        <Link href={`/p/${post}`}>You shared it: see the post</Link>
      ) : (
        <>
          <Lock size={14} aria-hidden="true" /> Only you see this, until you share it.
        </>
      )}
    </p>
  );
}
