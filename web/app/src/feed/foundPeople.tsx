import { useQuery } from "urql";
import { Link } from "wouter";
import { graphql } from "../graph/graphql.ts";
import { Avatar } from "../parts/avatar.tsx";
import style from "./search.module.css";

const PEOPLE = graphql(`
  query People($text: String!, $first: Int!) {
    people(text: $text, first: $first) {
      id
      handle
      displayName
      followerCount
    }
  }
`);

/** People whose handle the words find. Nothing stands here where there are none. */
export function FoundPeople({ text }: { text: string }) {
  const [{ data }] = useQuery({ query: PEOPLE, variables: { text, first: 12 } });
  if (!data || data.people.length === 0) return null;
  return (
    <section className={style.part}>
      <h2>People</h2>
      <ul className={style.people}>
        {data.people.map(({ id, handle, followerCount }) => (
          <li key={id}>
            <Link className={style.person} href={`/@${handle}`}>
              <Avatar handle={handle} size={32} />
              <bdi>@{handle}</bdi>
              <span className={style.count}>{followerCount === 1 ? "1 follower" : `${followerCount} followers`}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
