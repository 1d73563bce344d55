import { Download, Grid2x2, PenLine, Share } from "lucide-react";
import { useClient } from "urql";
import { ask } from "../compose/entries.ts";
import { drawSeed } from "../compose/input.ts";
import { refine } from "../compose/intent.ts";
import { Button } from "../parts/button.tsx";
import { say } from "../parts/toasts.tsx";
import type { Rendering } from "./render.ts";
import style from "./renderPage.module.css";
import { openShareSheet, usePostOf } from "./sharing.ts";

const VARIATIONS = 4;

/** What can be done with a finished picture. */
export function RenderActs({ render }: { render: Rendering }) {
  const client = useClient();
  const isShared = usePostOf(render) !== null;
  const { id, prompt, image } = render;
  async function vary() {
    const asked = Array.from({ length: VARIATIONS }, () =>
      ask(client, { prompt: prompt ?? "", refineOf: id, seed: drawSeed() }, null),
    );
    const problem = (await Promise.all(asked)).find((refused) => refused !== null);
    say(problem ? problem.message : "Four more are on their way, each with a seed of its own.");
  }
  return (
    <div className={style.acts}>
      {!isShared && (
        <Button look="main" icon={<Share size={18} />} onClick={() => openShareSheet(render)}>
          Share
        </Button>
      )}
      <Button icon={<PenLine size={18} />} onClick={() => refine({ renderId: id, prompt: prompt ?? "", image })}>
        Refine
      </Button>
      <Button icon={<Grid2x2 size={18} />} onClick={() => void vary()}>
        Four variations
      </Button>
      {image && (
        <a className={style.download} href={image.full} download={`limn-${render.params.seed}.webp`}>
          <Download size={18} aria-hidden="true" /> Download
        </a>
      )}
    </div>
  );
}
