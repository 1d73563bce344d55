import { useEffect } from "react";
import { Link } from "wouter";
import { readFragment, type ResultOf } from "../graph/graphql.ts";
import { Lift, PostPicture } from "../labels/postPicture.tsx";
import { When } from "../parts/when.tsx";
import { Words } from "../parts/words.tsx";
import { Byline } from "../people/byline.tsx";
import { FollowButton } from "../people/followButton.tsx";
import { useViewer } from "../people/viewer.tsx";
import { VISIBILITY_WORDS } from "../settings/choices.ts";
import { Page } from "../shell/page.tsx";
import { Acts } from "./acts.tsx";
import { Comments } from "./comments/comments.tsx";
import { Decided } from "./decided.tsx";
import { Facts } from "./facts.tsx";
import { Family } from "./family.tsx";
import { useLivePost } from "./live.ts";
import { type POST, SHOWN } from "./post.ts";
import style from "./post.module.css";
import { Stage } from "./stage.tsx";
import { Prompt } from "./words.tsx";

interface Props {
  post: NonNullable<ResultOf<typeof POST>["post"]>;
  /** Asks the server for the post once more. */
  again(): void;
  /** It is no longer there. */
  onGone(): void;
}

export function PostView({ post, again, onGone }: Props) {
  const shown = readFragment(SHOWN, post);
  const { id, author, caption, altText, tags, image, createdAt, visibility } = shown;
  const mine = useViewer()?.id === author.id;
  const { gone } = useLivePost(id, shown.changedAt, again);
  useEffect(() => {
    if (gone) onGone();
  }, [gone, onGone]);
  useEffect(() => {
    if (location.hash === "#comments") document.getElementById("comments")?.scrollIntoView();
  }, []);
  return (
    <Page title={`Picture by @${author.handle}`} bare>
      <div className={style.post} id="post">
        <Stage image={image}>
          {image && (
            <PostPicture post={shown} image={image} alt={altText} sizes="(max-width: 1080px) 100vw, 70vw" eager />
          )}
          <Lift post={shown} />
        </Stage>
        <div className={style.about}>
          <div className={style.author}>
            <Byline person={author}>
              <When at={createdAt} />
            </Byline>
            <FollowButton account={post.author} />
          </div>
          {mine && <Decided kind="POST" restrictions={shown.restrictions} />}
          {visibility !== "PUBLIC" && (
            <p className={style.soft}>Seen by: {VISIBILITY_WORDS[visibility].name.toLowerCase()}</p>
          )}
          {caption && (
            <div className={style.caption}>
              <Words text={caption} tags />
            </div>
          )}
          {tags.length > 0 && (
            <ul className={style.tags} aria-label="Tags">
              {tags.map((tag) => (
                <li key={tag}>
                  <Link href={`/tag/${encodeURIComponent(tag)}`}>#{tag}</Link>
                </li>
              ))}
            </ul>
          )}
          <Acts post={post} mine={mine} onGone={onGone} />
          <Prompt post={shown} parent={post.remixedFrom} mine={mine} />
        </div>
        <Comments postId={id} authorId={author.id} count={shown.commentCount} onChange={again} />
        <div className={style.more}>
          <Family post={shown} />
          {image && (
            <section aria-labelledby="facts">
              <h2 id="facts">How it was made</h2>
              <Facts image={image} />
            </section>
          )}
        </div>
      </div>
    </Page>
  );
}
