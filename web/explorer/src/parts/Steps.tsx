import "./story.css";

import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";

import { before } from "../cookbook";
import { fill } from "../memory";
import type { Step } from "../story";
import { Words } from "./Words";

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

/** What is said of a step, and what has to be run before it. */
function hintOf({ hint, variables }: Step): string {
  const first = before(variables);
  return first ? `${hint} First run ${first}.`.trim() : hint;
}

/** Operations to choose from, in order; the one in front says more of itself. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const open = useOpen();
  const front = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.title);
  return (
    <ol>
      {steps.map((step) => (
        <li key={step.name}>
          <button type="button" onClick={() => open(step)} {...(front === step.name ? { "aria-current": "step" } : {})}>
            <span className="limn-step">{step.title}</span>
            <span className={`limn-kind limn-${step.kind}`}>{step.kind}</span>
            {front === step.name && hintOf(step) && <span className="limn-hint"><Words text={hintOf(step)} /></span>}
          </button>
        </li>
      ))}
    </ol>
  );
}
