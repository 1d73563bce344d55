import type { GraphiQLPlugin } from "@graphiql/react";

import { STORY } from "../story";
import { Steps } from "./Steps";

function StoryPane() {
  return (
    <section className="limn-story" aria-labelledby="limn-story-title">
      <h2 id="limn-story-title">The whole story</h2>
      <p>Run the steps in order. Ids travel from one to the next, and what you subscribe to goes on meanwhile.</p>
      <Steps steps={STORY} />
    </section>
  );
}

function StoryIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round">
      <path d="M4 6h1M4 12h1M4 18h1M9 6h11M9 12h11M9 18h11" />
    </svg>
  );
}

export const STORY_PLUGIN: GraphiQLPlugin = { title: "Story", icon: StoryIcon, content: StoryPane };
