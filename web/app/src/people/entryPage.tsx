import { Link, useLocation } from "wouter";
import { startAnew } from "../graph/client.tsx";
import { useBehind } from "../shell/behind.tsx";
import { focusPage } from "../shell/focus.ts";
import { Page } from "../shell/page.tsx";
import { Entry, type Way } from "./entry.tsx";
import style from "./entry.module.css";
import { cameFrom } from "./cameFrom.ts";
import { useViewer, VIEWER } from "./viewer.tsx";

const HEADS: Record<Way, { title: string; lead: string }> = {
  join: {
    title: "Join Limn",
    lead: "Write what you would like to see, watch it being painted, and show it to others.",
  },
  "sign-in": { title: "Sign in", lead: "Good to see you again." },
};

/** `/join` and `/sign-in`. Leads back to where one was. */
export function EntryPage({ way }: { way: Way }) {
  const viewer = useViewer();
  const [, navigate] = useLocation();
  useBehind(VIEWER);
  function done() {
    startAnew();
    navigate(cameFrom(), { replace: true });
    focusPage();
  }
  return (
    <Page title={HEADS[way].title} narrow>
      <div className={style.page}>
        <p className={style.lead}>
          {viewer ? `You are signed in as @${viewer.handle}. Here you can go on as someone else.` : HEADS[way].lead}
        </p>
        <Entry way={way} onWay={(other) => navigate(`/${other}`, { replace: true })} onDone={done} />
        <p className={style.small}>
          No address of yours is asked for, and nothing is sent elsewhere. Pictures stay yours alone until you share
          them. <Link href="/about">How Limn works</Link>
        </p>
      </div>
    </Page>
  );
}
