import { type FormEvent, useState } from "react";
import { type Problem, useAct, REFUSED } from "../graph/act.ts";
import { type FragmentOf, graphql, readFragment } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Area, Field } from "../parts/field.tsx";
import { useHere } from "../parts/here.ts";
import { Notice } from "../parts/notice.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { say } from "../parts/toasts.tsx";
import { PROMPT_VISIBILITIES, PROMPT_WORDS, VISIBILITIES, VISIBILITY_WORDS } from "../settings/choices.ts";
import { SHOWN } from "./post.ts";
import { becomesPublic } from "./public.ts";
import style from "./sheets.module.css";

const EDIT = graphql(
  `
    mutation EditPost($input: EditPostInput!) {
      editPost(input: $input) {
        position
        post {
          ...Shown
          id
        }
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [SHOWN, REFUSED],
);

const FIELDS = ["caption", "altText", "tags"];
const WHOM = VISIBILITIES.map((value) => ({ value, ...VISIBILITY_WORDS[value] }));
const WORDS = PROMPT_VISIBILITIES.map((value) => ({ value, ...PROMPT_WORDS[value] }));

interface Props {
  post: FragmentOf<typeof SHOWN>;
  open: boolean;
  onClose(): void;
}

export function EditSheet({ post, open, onClose }: Props) {
  return (
    <Sheet title="Edit this post" open={open} onClose={onClose}>
      <EditForm post={post} onClose={onClose} />
    </Sheet>
  );
}

function EditForm({ post, onClose }: Omit<Props, "open">) {
  const [before] = useState(() => readFragment(SHOWN, post)); // what changes meanwhile is not changed back
  const [caption, setCaption] = useState(before.caption ?? "");
  const [altText, setAltText] = useState(before.altText ?? "");
  const [tags, setTags] = useState(before.tags.join(" "));
  const [visibility, setVisibility] = useState(before.visibility);
  const [promptVisibility, setPromptVisibility] = useState(before.promptVisibility);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { act, busy } = useAct(EDIT);
  const here = useHere();
  const errorOf = (field: string) => (problem?.field === field ? problem.message : null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { problem: refused } = await act({
      postId: before.id,
      caption: changed(caption, before.caption ?? ""),
      altText: changed(altText, before.altText ?? ""),
      tags: tags === before.tags.join(" ") ? null : tags.split(/[\s,]+/).filter(Boolean),
      visibility: changed(visibility, before.visibility),
      promptVisibility: changed(promptVisibility, before.promptVisibility),
    });
    setProblem(refused);
    if (refused) return;
    say("Your changes are there for all who see the post.");
    if (here()) onClose();
  }

  return (
    <form className={style.form} onSubmit={(event) => void submit(event)}>
      {problem && !FIELDS.includes(problem.field ?? "") && <Notice>{problem.message}</Notice>}
      <Area
        label="Caption"
        value={caption}
        onChange={(event) => setCaption(event.target.value)}
        error={errorOf("caption")}
      />
      <Area
        label="What is to be seen"
        hint={altText ? "For who cannot see it." : "Empty: then it is said from the scene."}
        value={altText}
        onChange={(event) => setAltText(event.target.value)}
        error={errorOf("altText")}
      />
      <Field
        label="Tags"
        hint="Up to ten words. Others find the picture by them."
        value={tags}
        onChange={(event) => setTags(event.target.value)}
        error={errorOf("tags")}
      />
      <Choice title="Who sees it" value={visibility} options={WHOM} onChange={setVisibility} />
      <Choice title="Your prompt" value={promptVisibility} options={WORDS} onChange={setPromptVisibility} />
      <p className={style.public} role="status">
        {becomesPublic(visibility, promptVisibility)}
      </p>
      <div className={style.end}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="main" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}

/** What has not been changed is left out. */
const changed = <Value,>(now: Value, before: Value): Value | null => (now === before ? null : now);
