import { Picture } from "../parts/picture.tsx";
import { Words } from "../parts/words.tsx";
import { Byline } from "../people/byline.tsx";
import { useViewer } from "../people/viewer.tsx";
import { VISIBILITY_WORDS } from "../settings/choices.ts";
import type { Rendering } from "./render.ts";
import { type ShareDraft, tagsOf } from "./shareDraft.ts";
import style from "./share.module.css";

/** The post as others will see it. What is not here is not shown to anyone. */
export function SharePreview({ render, draft }: { render: Rendering; draft: ShareDraft }) {
  const viewer = useViewer();
  const { caption, altText, tags, visibility, promptVisibility } = draft;
  const description = altText.trim() || render.image?.altText;
  return (
    <figure className={style.preview}>
      <figcaption className={style.to}>
        {visibility === "PRIVATE" ? (
          "Nothing becomes public: only you see this."
        ) : (
          <>
            What becomes visible to <strong>{VISIBILITY_WORDS[visibility].name.toLowerCase()}</strong>
          </>
        )}
      </figcaption>
      {render.image && <Picture image={render.image} alt={description} sizes="380px" />}
      {viewer && <Byline person={viewer} />}
      {caption.trim() && (
        <p className={style.caption}>
          <Words text={caption.trim()} />
        </p>
      )}
      {tagsOf(tags).length > 0 && (
        <p className={style.tags}>
          {tagsOf(tags).map((tag) => (
            <bdi key={tag}>#{tag}</bdi>
          ))}
        </p>
      )}
      {promptVisibility === "HIDDEN" ? (
        <p className={style.quiet}>Your prompt stays with you.</p>
      ) : (
        <div className={style.prompt}>
          <Words text={render.prompt ?? ""} quoted lines={3} />
          {promptVisibility === "REMIXABLE" && <p className={style.quiet}>Others may remix it.</p>}
        </div>
      )}
      <p className={style.quiet}>
        {description ? (
          <>
            Read out: <bdi>{description}</bdi>
          </>
        ) : (
          "Read out: nothing."
        )}
      </p>
      <p className={style.quiet}>Seed, size, steps, model, time and energy stand on every picture.</p>
    </figure>
  );
}
