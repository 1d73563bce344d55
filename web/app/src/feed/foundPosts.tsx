import { graphql } from "../graph/graphql.ts";
import { usePages } from "../graph/pages.ts";
import { Empty } from "../parts/notice.tsx";
import { useBehind } from "../shell/behind.tsx";
import { useArrivals } from "./arrivals.ts";
import { CARD } from "./post.ts";
import { Posts } from "./posts.tsx";
import style from "./search.module.css";

const SEARCH = graphql(
  `
    query Search($text: String!, $first: Int!, $after: String) {
      search(text: $text, first: $first, after: $after) {
        edges {
          node {
            ...Card
            id
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
        position
      }
    }
  `,
  [CARD],
);

const EVERYTHING = { feed: "LATEST", tag: null } as const;

export function FoundPosts({ text }: { text: string }) {
  const variables = { text, first: 24 };
  const name = `search ${text}`;
  useBehind(SEARCH, variables);
  const pages = usePages(name, SEARCH, variables, ({ search }) => ({
    items: search.edges.map((edge) => edge.node),
    next: search.pageInfo.hasNextPage ? search.pageInfo.endCursor : null,
    position: search.position,
  }));
  const { gone } = useArrivals(name, EVERYTHING, pages.items, pages.position);
  return (
    <section className={style.part}>
      <h2>Pictures</h2>
      <Posts
        label={`Pictures for ${text}`}
        posts={pages.items}
        pages={pages}
        gone={gone}
        empty={<Empty title="No picture is tagged so">Try one word, or fewer letters of it.</Empty>}
      />
    </section>
  );
}
