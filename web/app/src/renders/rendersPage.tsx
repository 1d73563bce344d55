import { type ReactNode, useState } from "react";
import { problemOf } from "../graph/act.ts";
import { readFragment } from "../graph/graphql.ts";
import { usePages } from "../graph/pages.ts";
import { focusBar } from "../compose/intent.ts";
import { Wall } from "../feed/wall.tsx";
import { Button } from "../parts/button.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { askToSignIn } from "../people/signInSheet.tsx";
import { Unknown } from "../people/unknown.tsx";
import { useAskedViewer } from "../people/viewer.tsx";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import { type Filter, FILTERS, FilterRow } from "./filterRow.tsx";
import { RENDER, RENDERS, type Rendering } from "./render.ts";
import { RenderTile, tileHeight } from "./renderTile.tsx";
import style from "./rendersPage.module.css";

const PAGE = 24;

/** Everything one has asked for, the newest first. */
export function RendersPage() {
  const variables = { first: PAGE };
  useBehind(RENDERS, variables);
  const { viewer, known } = useAskedViewer();
  return (
    <Page title="Your renders">
      {viewer ? (
        <Renders />
      ) : known ? (
        <Empty
          title="Sign in to see what you made"
          action={
            <Button onClick={() => void askToSignIn("What you make is yours alone until you share it.")}>
              Sign in or join
            </Button>
          }
        >
          What you make is yours alone until you share it.
        </Empty>
      ) : (
        <Unknown />
      )}
    </Page>
  );
}

function Renders() {
  const pages = usePages("renders", RENDERS, { first: PAGE }, ({ renders }) => ({
    items: renders.edges.map((edge) => readFragment(RENDER, edge.node)),
    next: renders.pageInfo.hasNextPage ? renders.pageInfo.endCursor : null,
  }));
  const [filter, setFilter] = useState<Filter>("all");
  const shown = pages.items.filter(({ status }) => FILTERS[filter].has(status));
  let rest: ReactNode = null;
  if (pages.error)
    rest = <Notice action={<Button onClick={pages.more}>Try again</Button>}>{problemOf(pages.error).message}</Notice>;
  else if (pages.complete && pages.items.length === 0)
    rest = (
      <Empty title="Nothing made yet" action={<Button onClick={focusBar}>Write your first prompt</Button>}>
        Every picture you ask for is kept here, for your eyes only, until you share it.
      </Empty>
    );
  else if (pages.complete && shown.length === 0)
    rest = <Empty title="None of these">Choose another filter above.</Empty>;
  return (
    <>
      <p className={style.lead}>Only you see these. A picture is public when you have shared it, and not before.</p>
      <FilterRow filter={filter} onChange={setFilter} />
      <Wall<Rendering>
        label="Your renders"
        items={shown}
        heightOf={tileHeight}
        nameOf={nameOf}
        complete={pages.complete}
        onNearEnd={pages.more}
      >
        {(render, { width }) => <RenderTile render={render} width={width} />}
      </Wall>
      {rest}
    </>
  );
}

const nameOf = ({ prompt }: Rendering): string => prompt ?? "A picture whose words are gone";
