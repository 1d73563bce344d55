// What stays while one goes from page to page.
import type { ReactNode } from "react";
import { Composer } from "../compose/composer.tsx";
import { useLikesElsewhere } from "../feed/likes.ts";
import { sessionEnded } from "../graph/client.tsx";
import { line } from "../graph/line.ts";
import { Shortcuts } from "../keys/shortcuts.tsx";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Toasts } from "../parts/toasts.tsx";
import { useNotedPlace } from "../people/cameFrom.ts";
import { askToSignIn, SignInSheet } from "../people/signInSheet.tsx";
import { TieSheet } from "../people/tieSheet.tsx";
import { FlagSheet } from "../post/flagSheet.tsx";
import { Announcer } from "./announcer.tsx";
import { Rail } from "./rail.tsx";
import style from "./shell.module.css";

export function Shell({ children }: { children: ReactNode }) {
  useNotedPlace();
  useLikesElsewhere();
  return (
    <div className={style.shell}>
      <a className={style.skip} href="#main">
        Skip to the page
      </a>
      <Rail />
      <div>
        <Banner />
        {children}
      </div>
      <div className={style.dock}>
        <Composer />
      </div>
      <FlagSheet />
      <TieSheet />
      <SignInSheet />
      <Shortcuts />
      <Toasts />
      <Announcer />
    </div>
  );
}

function Banner() {
  const ended = sessionEnded.use();
  const state = line.use();
  if (ended)
    return (
      <div className={style.banner}>
        <Notice action={<Button onClick={() => void askToSignIn("Sign in to go on where you were.")}>Sign in</Button>}>
          Your session has ended. What you wrote is kept; sign in to go on.
        </Notice>
      </div>
    );
  if (state === "offline")
    return (
      <div className={style.banner}>
        <Notice>You are offline. What was loaded stays here, and all goes on by itself once you are back.</Notice>
      </div>
    );
  return null;
}
