// One post: the picture is the light of the page.
import { useCallback, useState } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { problemOf } from "../graph/act.ts";
import { useAgainOnceBack } from "../graph/once.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { changedTies } from "../people/ties.ts";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import { POST } from "./post.ts";
import style from "./post.module.css";
import { PostView } from "./postView.tsx";

export function PostPage({ id }: { id: string }) {
  const ties = changedTies.use();
  const [gone, setGone] = useState<number | null>(null); // as of which ties: what a block took away may come back
  const [{ data, error, fetching }, ask] = useQuery({
    query: POST,
    variables: { id },
    requestPolicy: "cache-and-network",
  });
  const again = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  const onGone = useCallback(() => setGone(changedTies.get()), []);
  useBehind(POST, { id });
  useAgainOnceBack(error !== undefined, again);
  if (gone === ties || (data && !data.post && !fetching)) return <Absent />;
  if (data?.post) return <PostView post={data.post} again={again} onGone={onGone} />;
  return (
    <Page title="Picture" bare>
      {error && !fetching ? (
        <Notice action={<Button onClick={again}>Try again</Button>}>
          The picture did not come. {problemOf(error).message}
        </Notice>
      ) : (
        <div className={style.waiting} aria-busy="true" aria-label="Loading" role="status" />
      )}
    </Page>
  );
}

/** The same words for what never was, what is not for this viewer, and what was taken back. */
function Absent() {
  return (
    <Page title="Not here" bare narrow>
      <Empty title="This picture is not here" action={<Link href="/">See the latest pictures</Link>}>
        It was taken back, or its author shows it to others only, or the address is mistyped.
      </Empty>
    </Page>
  );
}
