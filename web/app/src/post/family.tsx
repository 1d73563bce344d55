// Where a picture comes from and what came of it, both ways.
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { usePages } from "../graph/pages.ts";
import { type FragmentOf, graphql, readFragment } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import style from "./family.module.css";
import { KIN, Kin } from "./kin.tsx";

// The schema allows fifteen levels; four ancestors at once are enough for nearly every family.
const FOREBEARS = graphql(
  `
    query Forebears($id: ID!) {
      post(id: $id) {
        id
        remixedFrom {
          ...Kin
          id
          remixedFrom {
            ...Kin
            id
            remixedFrom {
              ...Kin
              id
              remixedFrom {
                ...Kin
                id
                remixedFrom {
                  id
                }
              }
            }
          }
        }
      }
    }
  `,
  [KIN],
);

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

/** The line back, the first one on top. */
function Forebears({ postId }: { postId: string }) {
  const [open, setOpen] = useState(false);
  const [{ data }] = useQuery({ query: FOREBEARS, variables: { id: postId } });
  const first = data?.post?.remixedFrom;
  const second = first?.remixedFrom;
  const third = second?.remixedFrom;
  const fourth = third?.remixedFrom;
  const line = [fourth, third, second, first].filter((each) => each != null);
  const further = fourth?.remixedFrom;
  return (
    <>
      {further && fourth && open && <Forebears postId={fourth.id} />}
      {further && !open && (
        <li>
          <Button look="quiet" onClick={() => setOpen(true)}>
            Further back
          </Button>
        </li>
      )}
      {line.map((each) => (
        <Kin key={each.id} post={readFragment(KIN, each)} />
      ))}
    </>
  );
}
