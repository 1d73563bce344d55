import { LogOut } from "lucide-react";
import { useState } from "react";
import { useClient } from "urql";
import { Link } from "wouter";
import { problemOf } from "../graph/act.ts";
import { startAnew } from "../graph/client.tsx";
import { graphql } from "../graph/graphql.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Button } from "../parts/button.tsx";
import { say } from "../parts/toasts.tsx";
import type { Viewer } from "../people/viewer.tsx";
import style from "./settings.module.css";

const SIGN_OUT = graphql(`
  mutation SignOut {
    signOut {
      userErrors {
        code
      }
    }
  }
`);

/** Who is signed in here, and the way out. */
export function Person({ viewer }: { viewer: Viewer | null }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  async function signOut() {
    setBusy(true);
    const { error } = await client.mutation(SIGN_OUT, {}).toPromise();
    setBusy(false);
    if (error) return say(problemOf(error).message);
    startAnew();
    say("You are signed out.");
  }
  if (!viewer)
    return (
      <section className={style.person}>
        <p>You are not signed in.</p>
        <Link href="/sign-in">Sign in</Link>
        <Link href="/join">Join</Link>
      </section>
    );
  return (
    <section className={style.person} aria-label="Signed in">
      <Avatar handle={viewer.handle} size={32} />
      <p>
        <bdi>{viewer.displayName}</bdi>
        <Link href={`/@${viewer.handle}`}>@{viewer.handle}</Link>
      </p>
      <Button icon={<LogOut size={18} />} busy={busy} onClick={() => void signOut()}>
        Sign out
      </Button>
    </section>
  );
}
