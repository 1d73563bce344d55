// Whom one blocks and mutes, and the way back.
import { Link } from "wouter";
import { graphql, type ResultOf } from "../graph/graphql.ts";
import { type Pages, usePages } from "../graph/pages.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Button } from "../parts/button.tsx";
import { Failed } from "../feed/failed.tsx";
import { type Somebody, tell, useTies } from "../people/ties.ts";
import style from "../people/ties.module.css";
import settings from "./settings.module.css";

const NAMED = graphql(`
  fragment Named on AccountConnection @_unmask {
    edges {
      node {
        id
        handle
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
`);
const BLOCKED = graphql(
  `
    query Blocked($first: Int!, $after: String) {
      viewer {
        id
        blocked(first: $first, after: $after) {
          ...Named
        }
      }
    }
  `,
  [NAMED],
);
const MUTED = graphql(
  `
    query Muted($first: Int!, $after: String) {
      viewer {
        id
        muted(first: $first, after: $after) {
          ...Named
        }
      }
    }
  `,
  [NAMED],
);

const PAGE = { first: 24 };

export function TieSettings() {
  const blocked = usePages("blocked", BLOCKED, PAGE, ({ viewer }) => pageOf(viewer?.blocked));
  const muted = usePages("muted", MUTED, PAGE, ({ viewer }) => pageOf(viewer?.muted));
  return (
    <section id="ties">
      <h2>People you keep away</h2>
      <p className={settings.lead}>You mute or block somebody on their page, on a picture or on a comment of theirs.</p>
      <People title="Blocked" end="unblock" pages={blocked} none="You block nobody." />
      <People title="Muted" end="unmute" pages={muted} none="You mute nobody." />
    </section>
  );
}

function pageOf(named: ResultOf<typeof NAMED> | undefined) {
  if (!named) return null;
  const { edges, pageInfo } = named;
  return { items: edges.map(({ node }) => node), next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

interface Props {
  title: string;
  end: "unblock" | "unmute";
  pages: Pages<Somebody>;
  none: string;
}

function People({ title, end, pages, none }: Props) {
  const { turn, busy } = useTies();
  const { items, fetching, complete, error, more } = pages;
  const name = end === "unblock" ? "Unblock" : "Unmute";
  return (
    <>
      <h3>{title}</h3>
      {complete && items.length === 0 && <p className={settings.lead}>{none}</p>}
      {items.length > 0 && (
        <ul className={style.people} aria-label={title}>
          {items.map((person) => (
            <li key={person.id}>
              <Link href={`/@${person.handle}`}>
                <Avatar handle={person.handle} /> @{person.handle}
              </Link>
              <Button
                aria-label={`${name} @${person.handle}`}
                busy={busy}
                onClick={() => void turn(end, person).then(tell)}
              >
                {name}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {error && <Failed error={error} again={more} />}
      {!complete && !error && items.length > 0 && (
        <Button busy={fetching} onClick={more}>
          More
        </Button>
      )}
    </>
  );
}
