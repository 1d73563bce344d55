import { Link } from "wouter";
import { graphql, type ResultOf } from "../graph/graphql.ts";
import { Changes } from "../parts/changes.tsx";
import { VEILED } from "../labels/levels.ts";
import { PostPicture } from "../labels/postPicture.tsx";
import { PICTURE } from "../parts/picture.tsx";
import style from "./family.module.css";

export const KIN = graphql(
  `
    fragment Kin on Post {
      ...Veiled
      id
      caption
      prompt
      author {
        id
        handle
      }
      wordChanges {
        kind
        text
      }
      image {
        ...Picture
        id
      }
    }
  `,
  [PICTURE, VEILED],
);

/** One picture of a family: small, with what its author changed. */
export function Kin({ post, here = false }: { post: ResultOf<typeof KIN>; here?: boolean }) {
  const { id, author, image, caption, prompt, wordChanges } = post;
  const words = wordChanges ? <Changes changes={wordChanges} brief /> : <bdi>{prompt ?? caption}</bdi>;
  const inside = (
    <>
      <span className={style.thumb}>{image && <PostPicture post={post} image={image} alt="" sizes="64px" />}</span>
      <span className={style.told}>
        <span className={style.who}>{here ? "This picture" : `@${author.handle}`}</span>
        <span className={style.change}>{words}</span>
      </span>
    </>
  );
  return (
    <li className={style.kin} aria-current={here || undefined}>
      {here ? (
        <span className={style.row}>{inside}</span>
      ) : (
        <Link className={style.row} href={`/p/${id}`}>
          {inside}
        </Link>
      )}
    </li>
  );
}
