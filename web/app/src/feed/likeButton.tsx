import { Heart } from "lucide-react";
import { useEffect } from "react";
import { type FragmentOf, readFragment } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { useLike } from "./likes.ts";
import { LIKEABLE } from "./post.ts";
import style from "./likeButton.module.css";

/** Likes a post and takes the like back; its count follows everyone else's likes. */
export function LikeButton({ post }: { post: FragmentOf<typeof LIKEABLE> }) {
  const { id, likeCount, viewerHasLiked } = readFragment(LIKEABLE, post);
  const { liked, count, turn, goOn } = useLike(id, { liked: viewerHasLiked, count: likeCount });
  useEffect(goOn);
  return (
    <Button look="quiet" className={style.like} aria-pressed={liked} data-act="like" onClick={() => void turn()}>
      <Heart key={String(liked)} className={liked ? style.full : style.hollow} size={18} aria-hidden="true" />
      <span className="unseen">Like</span>
      <span className={style.count}>{count}</span>
    </Button>
  );
}
