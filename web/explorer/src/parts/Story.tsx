import "./story.css";

import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from "@graphiql/react";

import { fill } from "../memory";
import { type Step, STORY } from "../story";

/** Opens a step: its tab where there is one, else a new one. */
function useOpen(): (step: Step) => void {
  const { changeTab, addTab } = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  return (step) => {
    const index = tabs.findIndex((tab) => tab.title === step.name);
    if (index >= 0) return changeTab(index);
    addTab();
    queryEditor?.setValue(step.query);
    variableEditor?.setValue(fill(step.variables));
  };
}

function StoryPane() {
  const open = useOpen();
  const front = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.title);
  return (
    <section className="limn-story" aria-labelledby="limn-story-title">
      <h2 id="limn-story-title">The whole story</h2>
      <p>Run the steps in order. Ids travel from one to the next, and what you subscribe to goes on meanwhile.</p>
      <ol>
        {STORY.map((step) => (
          <li key={step.name}>
            <button type="button" onClick={() => open(step)} {...(front === step.name ? { "aria-current": "step" } : {})}>
              <span className="limn-step">{step.title}</span>
              <span className={`limn-kind limn-${step.kind}`}>{step.kind}</span>
              {front === step.name && step.hint && <span className="limn-hint">{step.hint}</span>}
            </button>
          </li>
        ))}
      </ol>
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
