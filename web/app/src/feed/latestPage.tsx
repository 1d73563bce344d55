import { usePages } from "../graph/pages.ts";
import { readFragment } from "../graph/graphql.ts";
import { Empty } from "../parts/notice.tsx";
import { Picture } from "../parts/picture.tsx";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import { LATEST, LISTED } from "./post.ts";

const PAGE = 24;

export function LatestPage() {
  const variables = { feed: "LATEST" as const, tag: null, first: PAGE };
  useBehind(LATEST, variables);
  const pages = usePages("latest", LATEST, variables, ({ feed }) => ({
    items: feed.edges.map((edge) => edge.node),
    next: feed.pageInfo.hasNextPage ? feed.pageInfo.endCursor : null,
  }));
  return (
    <Page title="Latest">
      {pages.complete && pages.items.length === 0 && (
        <Empty title="The wall is bare">Write what you would like to see into the bar below.</Empty>
      )}
      {pages.items.map((item) => {
        const post = readFragment(LISTED, item);
        return post.image && <Picture key={post.id} image={post.image} alt={post.altText} sizes="300px" />;
      })}
    </Page>
  );
}
