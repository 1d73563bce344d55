import { useQuery } from "urql";
import { Link } from "wouter";
import { problemOf } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { useBehind } from "../shell/behind.tsx";
import style from "./search.module.css";

const TAGS = graphql(`
  query Tags($first: Int!) {
    tags(first: $first) {
      name
      postCount
    }
  }
`);

const variables = { first: 40 };

/** Where to begin: what the newest pictures are about. */
export function PopularTags() {
  useBehind(TAGS, variables);
  const [{ data, error }, again] = useQuery({ query: TAGS, variables, requestPolicy: "cache-and-network" });
  if (error && !data)
    return <Notice action={<Button onClick={() => again()}>Try again</Button>}>{problemOf(error).message}</Notice>;
  if (!data) return null;
  return (
    <section className={style.part}>
      <h2>{data.tags.length > 0 ? "What the newest pictures are about" : "No tags yet"}</h2>
      {data.tags.length === 0 && <p>Tags are set when a picture is shared.</p>}
      <ul className={style.tags}>
        {data.tags.map(({ name, postCount }) => (
          <li key={name}>
            <Link className={style.tag} href={`/tag/${encodeURIComponent(name)}`}>
              <bdi>#{name}</bdi>
              <span className={style.count}>{postCount}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
