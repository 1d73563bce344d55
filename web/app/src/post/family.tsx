// Where a picture comes from and what came of it, both ways.
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { usePages } from "../graph/pages.ts";
import { type FragmentOf, graphql, readFragment } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import style from "./family.module.css";
import { FOREBEARS, Forebears } from "./forebears.tsx";
import { KIN, Kin } from "./kin.tsx";

const REMIXES = graphql(
  `
    query Remixes($id: ID!, $first: Int!, $after: String) {
      post(id: $id) {
        id
        remixes(first: $first, after: $after) {
          edges {
            node {
              ...Kin
              id
            }
          }
          pageInfo {
            endCursor
            hasNextPage
          }
        }
      }
    }
  `,
  [KIN],
);

const PAGE = 12;

export function Family({ post }: { post: FragmentOf<typeof KIN> & { remixCount: number } }) {
  const self = readFragment(KIN, post);
  const { remixCount } = post;
  const postId = self.id;
  const pages = usePages(`remixes ${postId}`, REMIXES, { id: postId, first: PAGE }, ({ post }) =>
    post
      ? {
          items: post.remixes.edges.map(({ node }) => readFragment(KIN, node)),
          next: post.remixes.pageInfo.hasNextPage ? post.remixes.pageInfo.endCursor : null,
        }
      : null,
  );
  const { again } = pages;
  const [seen] = useState({ count: remixCount });
  useEffect(() => {
    if (seen.count !== remixCount) again();
    seen.count = remixCount;
  }, [seen, remixCount, again]);
  const [{ data }] = useQuery({ query: FOREBEARS, variables: { id: postId } });
  const parent = data?.post?.remixedFrom;
  if (!parent && pages.items.length === 0) return null;
  return (
    <section className={style.family} aria-labelledby="family">
      <h2 id="family">Family</h2>
      <ol>
        <Forebears postId={postId} />
        <Kin post={self} here />
      </ol>
      {pages.items.length > 0 && (
        <>
          <h3>{remixCount === 1 ? "1 remix" : `${remixCount} remixes`}</h3>
          <ul>
            {pages.items.map((post) => (
              <Kin key={post.id} post={post} />
            ))}
          </ul>
          {!pages.complete && (
            <Button look="quiet" onClick={pages.more}>
              More remixes
            </Button>
          )}
        </>
      )}
    </section>
  );
}
