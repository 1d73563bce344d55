// The line of a picture: what it was made from, and what was made from it, each with the change of words.
import type { ReactNode } from "react";
import { Link } from "wouter";
import { type FragmentOf, readFragment } from "../graph/graphql.ts";
import { Changes } from "../parts/changes.tsx";
import { PostPicture } from "../labels/postPicture.tsx";
import { Picture } from "../parts/picture.tsx";
import { LINE, STEP } from "./line.ts";
import style from "./lineage.module.css";

export function Lineage({ render }: { render: FragmentOf<typeof LINE> }) {
  const line = readFragment(LINE, render);
  const parent = line.refinedFrom;
  const before = [parent?.refinedFrom?.refinedFrom, parent?.refinedFrom, parent].filter((step) => step != null);
  const after = line.refinements.edges.map(({ node }) => node);
  const { remixedFrom } = line;
  return (
    <>
      {(before.length > 0 || remixedFrom) && (
        <section className={style.lineage} aria-labelledby="before">
          <h2 id="before">How it came about</h2>
          <ol className={style.line}>
            {remixedFrom && (
              <Stop
                href={`/p/${remixedFrom.id}`}
                picture={
                  remixedFrom.image && <PostPicture post={remixedFrom} image={remixedFrom.image} sizes="132px" alt="" />
                }
              >
                Remixed from @{remixedFrom.author.handle}
              </Stop>
            )}
            {before.map((step) => (
              <StepStop key={step.id} step={step} />
            ))}
            <StepStop step={line} here />
          </ol>
        </section>
      )}
      {after.length > 0 && (
        <section className={style.lineage} aria-labelledby="after">
          <h2 id="after">Made from this one</h2>
          <ul className={style.line}>
            {after.map((step) => (
              <StepStop key={step.id} step={step} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function StepStop({ step, here = false }: { step: FragmentOf<typeof STEP>; here?: boolean }) {
  const { id, prompt, image, wordChanges } = readFragment(STEP, step);
  const same = wordChanges?.every(({ kind }) => kind === "KEPT");
  return (
    <Stop href={`/r/${id}`} here={here} picture={image && <Picture image={image} sizes="132px" alt="" />}>
      {wordChanges ? same ? "Another seed" : <Changes changes={wordChanges} brief /> : <bdi>{prompt}</bdi>}
    </Stop>
  );
}

function Stop({
  href,
  picture,
  here = false,
  children,
}: {
  href: string;
  picture: ReactNode;
  here?: boolean;
  children: ReactNode;
}) {
  return (
    <li className={style.stop}>
      <Link href={href} aria-current={here ? "page" : undefined}>
        <span className={style.thumb}>{picture}</span>
        <span className={style.words}>{children}</span>
      </Link>
    </li>
  );
}
