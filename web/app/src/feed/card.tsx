// A picture on the wall, with its words and its counters under it.
import { MessageCircle, Repeat2 } from "lucide-react";
import { memo } from "react";
import { Link } from "wouter";
import { remix } from "../compose/intent.ts";
import { type FragmentOf, readFragment } from "../graph/graphql.ts";
import { Lift, PostPicture } from "../labels/postPicture.tsx";
import { useVeil } from "../labels/veil.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Button } from "../parts/button.tsx";
import { Words } from "../parts/words.tsx";
import type { Why } from "./board.ts";
import { captionLines, said } from "./cardSize.ts";
import { LikeButton } from "./likeButton.tsx";
import { CARD } from "./post.ts";
import { Rank } from "./rank.tsx";
import style from "./card.module.css";

interface Props {
  post: FragmentOf<typeof CARD>;
  /** Of its column, in pixels. */
  width: number;
  /** Whether its picture is fetched before all else. */
  eager: boolean;
  /** Whether it was taken back while one looked. */
  gone: boolean;
  /** Its place on a board, and why. */
  rank?: number | undefined;
  why?: Why | null | undefined;
}

/** Drawn anew only when its own post changes. */
export const Card = memo(function Card({ post, width, eager, gone, rank, why }: Props) {
  const card = readFragment(CARD, post);
  const { id, image, altText, author, prompt, promptVisibility, commentCount, ...words } = card;
  const { text, quoted } = said({ ...words, prompt });
  const lines = captionLines(text, width);
  const { over } = useVeil(card);
  const remixable = promptVisibility === "REMIXABLE" && prompt !== null;
  if (gone) return <p className={style.gone}>No longer here.</p>;
  return (
    <>
      <div className={style.picture}>
        <Link className={style.open} href={`/p/${id}`} data-act="open">
          {image ? (
            <PostPicture
              post={card}
              image={image}
              alt={altText ?? `Picture by @${author.handle}`}
              sizes={`${Math.ceil(width)}px`}
              eager={eager}
            />
          ) : (
            "Open"
          )}
        </Link>
        <Lift post={card} />
        {remixable && (
          <Button
            className={style.remix}
            icon={<Repeat2 size={18} aria-hidden="true" />}
            data-act="remix"
            onClick={() => remix({ postId: id, prompt, image: over ? null : image })}
          >
            Remix
          </Button>
        )}
      </div>
      {rank !== undefined && <Rank rank={rank} postId={id} why={why} />}
      {lines > 0 && (
        <div className={style.caption} data-quoted={quoted || undefined} data-lines={lines}>
          <Words text={text} lines={lines === 1 ? 1 : 2} />
        </div>
      )}
      <div className={style.foot}>
        <Link className={style.author} href={`/@${author.handle}`}>
          <Avatar handle={author.handle} />
          <span>@{author.handle}</span>
        </Link>
        <Link className={style.comments} href={`/p/${id}#comments`} hidden={commentCount === 0}>
          <MessageCircle size={18} aria-hidden="true" />
          <span className="unseen">Comments</span>
          <span>{commentCount}</span>
        </Link>
        <LikeButton post={card} />
      </div>
    </>
  );
});
