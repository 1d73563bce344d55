import { Link } from "wouter";
import { keysOn } from "../keys/keys.ts";
import { LabelSettings } from "../labels/labelSettings.tsx";
import { theme, type Theme } from "../look/theme.ts";
import { useAskedViewer, VIEWER } from "../people/viewer.tsx";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import { Choice, type Option, Switch } from "../parts/choice.tsx";
import { ApiKeys } from "./apiKeys.tsx";
import {
  live,
  PROMPT_VISIBILITIES,
  PROMPT_WORDS,
  usualPrompt,
  usualVisibility,
  VISIBILITIES,
  VISIBILITY_WORDS,
} from "./choices.ts";
import { Person } from "./person.tsx";
import style from "./settings.module.css";
import { TieSettings } from "./ties.tsx";

const THEMES: readonly Option<Theme>[] = [
  { value: "system", name: "As this device has it" },
  { value: "light", name: "Light" },
  { value: "dark", name: "Dark" },
];

const WHOM = VISIBILITIES.map((value) => ({ value, ...VISIBILITY_WORDS[value] }));
const WORDS = PROMPT_VISIBILITIES.map((value) => ({ value, ...PROMPT_WORDS[value] }));

export function SettingsPage() {
  const { viewer, known } = useAskedViewer();
  useBehind(VIEWER);
  return (
    <Page title="Settings" narrow>
      <div className={style.settings}>
        {known && <Person viewer={viewer} />}
        <section>
          <h2>On this device</h2>
          <Choice title="Light or dark" value={theme.use()} onChange={theme.set} options={THEMES} />
          <Switch
            on={live.use()}
            onChange={live.set}
            name="Live"
            means="Counters follow what others do, and new pictures announce themselves."
          />
          <Switch
            on={keysOn.use()}
            onChange={keysOn.set}
            name="Keys"
            means="Single keys act: j and k walk, l likes, r remixes, ? shows them all."
          />
        </section>
        <LabelSettings />
        {viewer && <TieSettings />}
        {viewer && <ApiKeys />}
        <section>
          <h2>When you share</h2>
          <p className={style.lead}>Where the share sheet begins. You can choose otherwise for each picture.</p>
          <Choice
            title="Who sees the picture"
            value={usualVisibility.use()}
            onChange={usualVisibility.set}
            options={WHOM}
          />
          <Choice title="Your prompt" value={usualPrompt.use()} onChange={usualPrompt.set} options={WORDS} />
        </section>
        <section>
          <h2>Decisions</h2>
          <p className={style.lead}>
            What moderators decided on what you made, and what became of what you reported:{" "}
            <Link href="/notices">notices</Link>.
          </p>
        </section>
        <section>
          <h2>About Limn</h2>
          <p className={style.lead}>
            What happens to a prompt, what becomes public, and how all of it can be checked:{" "}
            <Link href="/about">how Limn works</Link>.
          </p>
        </section>
      </div>
    </Page>
  );
}
