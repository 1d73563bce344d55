import { type FormEvent, useState } from "react";
import { type Problem, useAct, REFUSED } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Area, Field } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { say } from "../parts/toasts.tsx";
import { PROMPT_VISIBILITIES, PROMPT_WORDS, VISIBILITIES, VISIBILITY_WORDS } from "../settings/choices.ts";
import { announce } from "../shell/announcer.tsx";
import type { Rendering } from "./render.ts";
import { forgetShareDraft, tagsOf, useShareDraft } from "./shareDraft.ts";
import { SharePreview } from "./sharePreview.tsx";
import { shared, sharing } from "./sharing.ts";
import style from "./share.module.css";

const SHARE = graphql(
  `
    mutation Share($input: SharePostInput!) {
      sharePost(input: $input) {
        position
        userErrors {
          ...Refused
        }
        post {
          id
        }
      }
    }
  `,
  [REFUSED],
);

const FIELDS = ["caption", "altText", "tags"];

const VISIBILITY_OPTIONS = VISIBILITIES.map((value) => ({ value, ...VISIBILITY_WORDS[value] }));
const PROMPT_OPTIONS = PROMPT_VISIBILITIES.map((value) => ({ value, ...PROMPT_WORDS[value] }));

export function ShareForm({ render }: { render: Rendering }) {
  const [draft, change] = useShareDraft(render);
  const { act, busy } = useAct(SHARE);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { caption, altText, tags, visibility, promptVisibility } = draft;
  const errorOf = (field: string) => (problem?.field === field ? problem.message : null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    const input = { renderId: render.id, caption: caption || null, altText: altText || null, tags: tagsOf(tags) };
    const wish = { ...input, visibility, promptVisibility };
    const { payload, problem: found } = await act(wish, ({ post }) => post !== null);
    setProblem(found);
    if (found) return;
    announce("Your picture is shared.");
    forgetShareDraft(render.id);
    if (payload.post) return shared.set({ ...shared.get(), [render.id]: payload.post.id });
    sharing.set(null);
    say("It is shared. Limn is behind with its reading: your post appears in a moment.");
  }

  return (
    <form className={style.share} onSubmit={(event) => void submit(event)} noValidate>
      <SharePreview render={render} draft={draft} />
      <div className={style.fields}>
        <Area
          label="Caption"
          rows={2}
          placeholder="What would you like to say about it?"
          value={caption}
          onChange={(event) => change({ caption: event.target.value })}
          error={errorOf("caption")}
        />
        <Field
          label="Tags"
          placeholder="sea, dawn, watercolor"
          autoCapitalize="none"
          value={tags}
          onChange={(event) => change({ tags: event.target.value })}
          error={errorOf("tags")}
        />
        <Area
          label="Description for who cannot see it"
          rows={2}
          value={altText}
          onChange={(event) => change({ altText: event.target.value })}
          hint={altHint(altText, render.image?.altText ?? null)}
          error={errorOf("altText")}
        />
        <Choice
          title="Who sees it"
          value={visibility}
          options={VISIBILITY_OPTIONS}
          onChange={(value) => change({ visibility: value })}
        />
        <Choice
          title="Your prompt"
          value={promptVisibility}
          options={PROMPT_OPTIONS}
          onChange={(value) => change({ promptVisibility: value })}
        />
      </div>
      <footer className={style.foot}>
        {problem && !FIELDS.includes(problem.field ?? "") && <Notice>{problem.message}</Notice>}
        <Button type="submit" look="main" busy={busy}>
          {visibility === "PUBLIC" ? "Share with everyone" : "Share"}
        </Button>
      </footer>
    </form>
  );
}

function altHint(written: string, proposed: string | null): string {
  if (!written.trim())
    return proposed
      ? `Missing. Left empty, this is said: “${proposed}”`
      : "Missing: who cannot see the picture will not know what it shows.";
  return written === proposed
    ? "Proposed from the scene that was painted. Put it right where it is wrong."
    : "In your words.";
}
