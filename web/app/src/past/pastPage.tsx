// A page as it was: what could be seen then and may be seen now. Nothing here moves, and nothing can be done to it.
import { type CombinedError, useQuery } from "urql";
import { useSearch } from "wouter";
import { WINDOWS } from "../feed/board.ts";
import { problemOf } from "../graph/act.ts";
import { Then } from "../graph/client.tsx";
import { Button } from "../parts/button.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { Words } from "../parts/words.tsx";
import { Page } from "../shell/page.tsx";
import { PAST_BOARD, PAST_PERSON, PAST_POST } from "./ask.ts";
import { useGoTo } from "./at.ts";
import { TimeField } from "./goBack.tsx";
import type { Of } from "./nowOrThen.tsx";
import style from "./past.module.css";
import { PastComments, PastFigure, PastPosts } from "./pastPosts.tsx";

const LONG = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short" });

export default function PastPage({ of, at }: { of: Of; at: string }) {
  return (
    <Page title="As it was" bare>
      <Banner at={at} />
      <Then>
        {"post" in of && <Post id={of.post} at={at} />}
        {"person" in of && <Person handle={of.person} at={at} />}
        {"board" in of && <Board at={at} />}
      </Then>
    </Page>
  );
}

function Banner({ at }: { at: string }) {
  const goTo = useGoTo();
  return (
    <div className={style.banner} role="status">
      <strong>As it was on {LONG.format(new Date(at))}</strong>
      <TimeField key={at} time={new Date(at)} />
      <Button look="main" onClick={() => goTo(null)}>
        Back to now
      </Button>
    </div>
  );
}

function Post({ id, at }: { id: string; at: string }) {
  const [{ data, error, fetching }] = useQuery({ query: PAST_POST, variables: { id, at } });
  if (!data?.post) return <Nothing error={error} fetching={fetching} />;
  const { tags, prompt, comments, ...post } = data.post;
  return (
    <article className={style.one}>
      <PastFigure post={post} />
      {tags.length > 0 && <p className={style.soft}>{tags.map((tag) => `#${tag}`).join(" ")}</p>}
      {prompt && (
        <blockquote>
          <Words text={prompt} />
        </blockquote>
      )}
      <PastComments said={comments.edges.map(({ node }) => node)} />
    </article>
  );
}

function Person({ handle, at }: { handle: string; at: string }) {
  const [{ data, error, fetching }] = useQuery({ query: PAST_PERSON, variables: { handle, at } });
  if (!data?.account) return <Nothing error={error} fetching={fetching} />;
  const { displayName, bio, followerCount, followingCount, postCount, posts } = data.account;
  return (
    <section aria-label={`@${handle}`}>
      <h2>
        <bdi>{displayName}</bdi>
      </h2>
      <p className={style.soft}>
        @{handle} · pictures {postCount} · followers {followerCount} · following {followingCount}
      </p>
      {bio && <Words text={bio} />}
      <PastPosts posts={posts.edges.map(({ node }) => node)} at={at} />
    </section>
  );
}

function Board({ at }: { at: string }) {
  const search = new URLSearchParams(useSearch());
  const window = WINDOWS.find((name) => name === search.get("window")?.toUpperCase()) ?? "DAY";
  const variables = { window, ranker: search.get("ranker"), at };
  const [{ data, error, fetching }] = useQuery({ query: PAST_BOARD, variables });
  if (!data || data.trending.edges.length === 0) return <Nothing error={error} fetching={fetching} />;
  return <PastPosts posts={data.trending.edges.map(({ node }) => node)} at={at} ranked />;
}

function Nothing({ error, fetching }: { error: CombinedError | undefined; fetching: boolean }) {
  if (fetching) return null;
  if (error) return <Notice>{problemOf(error).message}</Notice>;
  return <Empty title="Nothing was here then">Or it is not to be seen any more. Choose a later time.</Empty>;
}
