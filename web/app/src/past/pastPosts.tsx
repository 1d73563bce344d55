import { Link } from "wouter";
import type { ResultOf } from "../graph/graphql.ts";
import { Lift, PostPicture } from "../labels/postPicture.tsx";
import { Words } from "../parts/words.tsx";
import type { PAST_CARD, PAST_POST } from "./ask.ts";
import style from "./past.module.css";

type Card = ResultOf<typeof PAST_CARD>;
type Said = NonNullable<ResultOf<typeof PAST_POST>["post"]>["comments"]["edges"][number]["node"];

/** A picture with its words and numbers of then. */
export function PastFigure({ post }: { post: Card }) {
  return (
    <figure>
      {post.image && <PostPicture post={post} image={post.image} alt={post.altText} sizes="720px" />}
      <Lift post={post} />
      <figcaption>
        {post.caption && <Words text={post.caption} />}
        <p className={style.soft}>
          @{post.author.handle} · likes {post.likeCount} · comments {post.commentCount} · remixes {post.remixCount}
        </p>
      </figcaption>
    </figure>
  );
}

/** A list of then; what it leads to is of then, too. */
export function PastPosts({ posts, at, ranked = false }: { posts: readonly Card[]; at: string; ranked?: boolean }) {
  return (
    <ol className={style.posts}>
      {posts.map((post, index) => (
        <li key={post.id}>
          {ranked && <b>{index + 1}. </b>}
          <Link href={`/p/${post.id}?at=${encodeURIComponent(at)}`}>Picture by @{post.author.handle}</Link>
          <PastFigure post={post} />
        </li>
      ))}
    </ol>
  );
}

/** What had been said by then. */
export function PastComments({ said }: { said: readonly (Omit<Said, "replies"> & Partial<Pick<Said, "replies">>)[] }) {
  if (said.length === 0) return null;
  return (
    <ul className={style.said}>
      {said.map(({ id, text, removed, author, replies }) => (
        <li key={id}>
          <span className={style.soft}>@{author.handle}</span>{" "}
          {removed && !text ? <em>taken away</em> : <Words text={text} />}
          {replies && <PastComments said={replies.edges.map(({ node }) => node)} />}
        </li>
      ))}
    </ul>
  );
}
