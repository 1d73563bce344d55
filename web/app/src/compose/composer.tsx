import { useKeys } from "../keys/keys.ts";
import { ShareSheet } from "../renders/shareSheet.tsx";
import style from "./composer.module.css";
import { focusBar } from "./intent.ts";
import { PromptBar } from "./promptBar.tsx";
import { Tray } from "./tray.tsx";

/** The prompt bar, in reach on every page, and above it what was asked for. */
export function Composer() {
  useKeys({ "/": focusBar, n: focusBar });
  return (
    <section className={style.composer} aria-label="Make a picture">
      <Tray />
      <PromptBar />
      <ShareSheet />
    </section>
  );
}
