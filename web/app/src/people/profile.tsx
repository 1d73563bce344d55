import { Flag, Images, Pencil } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { type FragmentOf, graphql, readFragment } from "../graph/graphql.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Button } from "../parts/button.tsx";
import { Words } from "../parts/words.tsx";
import { Decided, RESTRICTION } from "../post/decided.tsx";
import { askToFlag } from "../post/flagSheet.tsx";
import { Between } from "./between.tsx";
import { EditProfile } from "./editProfile.tsx";
import { FOLLOWABLE, FollowButton } from "./followButton.tsx";
import style from "./profile.module.css";
import { TieButton } from "./tieSheet.tsx";
import type { Somebody } from "./ties.ts";
import { useViewer } from "./viewer.tsx";

export const PROFILE = graphql(
  `
    fragment Profile on Account {
      ...Followable
      id
      handle
      displayName
      bio
      followerCount
      followingCount
      postCount
      viewerBlocks
      viewerMutes
      labels {
        name
      }
      restrictions {
        ...Restricted
      }
    }
  `,
  [FOLLOWABLE, RESTRICTION],
);

/** The head of somebody's page. */
export function Profile({ account }: { account: FragmentOf<typeof PROFILE> }) {
  const shown = readFragment(PROFILE, account);
  const { id, handle, displayName, bio, followerCount, followingCount, postCount, labels, restrictions } = shown;
  const [editing, setEditing] = useState(false);
  const mine = useViewer()?.id === id;
  if (shown.viewerBlocks) return <Blocked person={shown} />;
  return (
    <section className={style.profile} aria-label={`@${handle}`}>
      <Avatar handle={handle} size={72} />
      <div className={style.told}>
        <h2>
          <bdi>{displayName}</bdi>
        </h2>
        <p className={style.soft}>
          @{handle}
          {labels.length > 0 && <b> {labels.map(({ name }) => name).join(", ")}</b>}
        </p>
        {mine && <Decided kind="ACCOUNT" restrictions={restrictions} />}
        <Between person={shown} blocked={false} muted={shown.viewerMutes} />
        {bio && <Words text={bio} tags />}
        <ul className={style.counts}>
          <Count figure={postCount} one="picture" many="pictures" />
          <Count figure={followerCount} one="follower" many="followers" />
          <li>
            <b>{followingCount}</b> following
          </li>
        </ul>
      </div>
      <div className={style.acts}>
        {mine ? (
          <>
            <Button icon={<Pencil size={16} aria-hidden="true" />} onClick={() => setEditing(true)}>
              Edit profile
            </Button>
            <Link className={style.renders} href="/renders">
              <Images size={16} aria-hidden="true" /> Your renders
            </Link>
            <EditProfile account={shown} open={editing} onClose={() => setEditing(false)} />
          </>
        ) : (
          <>
            <FollowButton account={shown} />
            <TieButton person={shown} />
            <Report person={shown} />
          </>
        )}
      </div>
    </section>
  );
}

/** Of whom one blocks one sees the handle, and the way back; one may still report them. */
function Blocked({ person }: { person: Somebody }) {
  return (
    <section className={style.profile} aria-label={`@${person.handle}`}>
      <Avatar handle={person.handle} size={72} />
      <div className={style.told}>
        <h2>@{person.handle}</h2>
        <Between person={person} blocked muted={false} />
      </div>
      <div className={style.acts}>
        <Report person={person} />
      </div>
    </section>
  );
}

function Report({ person: { id, handle } }: { person: Somebody }) {
  return (
    <Button
      look="quiet"
      aria-label={`Report @${handle}`}
      title="Report"
      icon={<Flag size={18} />}
      onClick={() => askToFlag({ id, name: `@${handle}` })}
    />
  );
}

function Count({ figure, one, many }: { figure: number; one: string; many: string }) {
  return (
    <li>
      <b>{figure}</b> {figure === 1 ? one : many}
    </li>
  );
}
