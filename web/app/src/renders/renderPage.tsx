import { useQuery } from "urql";
import { problemOf } from "../graph/act.ts";
import { graphql, readFragment } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { askToSignIn } from "../people/signInSheet.tsx";
import { useAskedViewer } from "../people/viewer.tsx";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import { LINE } from "./line.ts";
import { hasEnded, RENDER } from "./render.ts";
import { RenderView } from "./renderView.tsx";
import style from "./renderPage.module.css";

const RENDER_PAGE = graphql(
  `
    query RenderPage($id: ID!) {
      render(id: $id) {
        ...Rendering
        ...Line
        id
        status
      }
    }
  `,
  [RENDER, LINE],
);

/** One picture of one's own, while it is made and after. */
export function RenderPage({ id }: { id: string }) {
  const variables = { id };
  useBehind(RENDER_PAGE, variables);
  const { viewer, known } = useAskedViewer();
  const [{ data, error, stale }, ask] = useQuery({ query: RENDER_PAGE, variables, requestPolicy: "cache-and-network" });
  const render = data?.render;
  return (
    <Page title="Your picture" bare={Boolean(render)}>
      {render ? (
        <RenderView key={id} render={readFragment(RENDER, render)} line={render} wasOpen={!hasEnded(render.status)} />
      ) : known && !viewer ? (
        <SignedOut />
      ) : error && !data ? (
        <Notice action={<Button onClick={() => ask({ requestPolicy: "network-only" })}>Try again</Button>}>
          {problemOf(error).message}
        </Notice>
      ) : data && !stale ? (
        <Empty title="There is no such picture of yours" action={<a href="/renders">See your renders</a>}>
          Only who asked for a picture sees it here. A picture that was shared is found by its post.
        </Empty>
      ) : (
        <div className={style.coming} aria-busy="true" />
      )}
    </Page>
  );
}

function SignedOut() {
  const ask = () => void askToSignIn("What you make is yours alone until you share it.");
  return (
    <Empty title="Sign in to see your picture" action={<Button onClick={ask}>Sign in or join</Button>}>
      What you make is yours alone until you share it.
    </Empty>
  );
}
