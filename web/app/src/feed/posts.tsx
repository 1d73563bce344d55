// A list of posts on the wall, in every state it may be in.
import { type ReactNode, useCallback } from "react";
import { type FragmentOf, readFragment } from "../graph/graphql.ts";
import { useAgainOnceBack } from "../graph/once.ts";
import type { Pages } from "../graph/pages.ts";
import type { Why } from "./board.ts";
import { Card } from "./card.tsx";
import { cardHeight } from "./cardSize.ts";
import { Failed } from "./failed.tsx";
import { CARD } from "./post.ts";
import style from "./posts.module.css";
import { Waiting } from "./waiting.tsx";
import { Wall } from "./wall.tsx";

/** A list's query takes `...Card` and `id` of each post. */
export type ListedPost = FragmentOf<typeof CARD> & { id: string };

interface Props {
  /** What the list is, for who cannot see it. */
  label: string;
  posts: readonly ListedPost[];
  pages: Pages<unknown>;
  /** Posts that were taken back while one looked. */
  gone?: ReadonlySet<string>;
  /** On a board: why each post is there, in their order. */
  whys?: readonly (Why | null)[];
  /** What stands here when there are none. */
  empty: ReactNode;
}

const NONE: ReadonlySet<string> = new Set();

export function Posts({ label, posts, pages, gone = NONE, whys, empty }: Props) {
  const { fetching, error, complete, more } = pages;
  useAgainOnceBack(error !== undefined, more);
  const ranked = whys !== undefined;
  const heightOf = useCallback((post: ListedPost, width: number) => cardHeight(listed(post), width, ranked), [ranked]);
  const onNearEnd = useCallback(() => {
    if (!error) more();
  }, [error, more]);
  if (posts.length === 0 && complete) return empty;
  return (
    <>
      {posts.length === 0 && fetching && <Waiting />}
      {posts.length > 0 && (
        <Wall
          label={label}
          items={posts}
          heightOf={heightOf}
          nameOf={nameOf}
          complete={complete}
          ranked={ranked}
          onNearEnd={onNearEnd}
        >
          {(post, { index, width, first }) => (
            <Card
              post={post}
              width={width}
              eager={first}
              gone={gone.has(post.id)}
              rank={ranked ? index + 1 : undefined}
              why={whys?.[index]}
            />
          )}
        </Wall>
      )}
      {error && <Failed error={error} again={more} />}
      {complete && <p className={style.end}>You have seen them all.</p>}
    </>
  );
}

const listed = (post: ListedPost) => readFragment(CARD, post);

const nameOf = (post: ListedPost) => `Picture by @${listed(post).author.handle}`;
