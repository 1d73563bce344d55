// GraphiQL with the story as tabs, the person who acts, and a log of all payloads.
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import type { ComponentProps } from "react";

import { fetcher } from "./fetcher";
import { opensCookbook, readLink } from "./link";
import { ComeBack } from "./parts/ComeBack";
import { COOKBOOK_PLUGIN } from "./parts/Cookbook";
import { CopyCode, CopyLink } from "./parts/Copy";
import { EditorLook } from "./parts/EditorLook";
import { Filler } from "./parts/Filler";
import { SessionStrip } from "./parts/SessionStrip";
import { STORY_PLUGIN } from "./parts/Story";
import { StreamLog } from "./parts/StreamLog";
import { STORY } from "./story";
import { noteTabs } from "./tabs";

const PLUGINS = [STORY_PLUGIN, COOKBOOK_PLUGIN, HISTORY_PLUGIN];
const SAVED_TABS = "graphiql:tabState";

type Initial = Pick<ComponentProps<typeof GraphiQL>, "defaultTabs" | "initialQuery" | "initialVariables">;

/** The first tab's editors start empty in GraphiQL unless told; tabs saved by an earlier visit are left as they are. */
function initial(): Initial {
  const linked = readLink();
  const tabs = STORY.map(({ query, variables }) => ({ query, variables }));
  const defaultTabs = linked ? [linked, ...tabs] : tabs;
  const first = linked ?? (localStorage.getItem(SAVED_TABS) ? null : tabs[0]);
  if (!first) return { defaultTabs };
  return { defaultTabs, initialQuery: first.query, ...(first.variables ? { initialVariables: first.variables } : {}) };
}

const INITIAL = initial();

export function App() {
  return (
    <GraphiQL
      {...INITIAL}
      fetcher={fetcher}
      plugins={PLUGINS}
      visiblePlugin={opensCookbook() ? COOKBOOK_PLUGIN : STORY_PLUGIN}
      onTabChange={noteTabs}
      defaultEditorToolsVisibility="variables"
      shouldPersistHeaders={false}
      inputValueDeprecation
      schemaDescription
      maxHistoryLength={50}
    >
      <GraphiQL.Logo>
        <SessionStrip />
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <CopyLink />
            <CopyCode />
          </>
        )}
      </GraphiQL.Toolbar>
      <GraphiQL.Footer>
        <StreamLog />
      </GraphiQL.Footer>
      <Filler />
      <ComeBack />
      <EditorLook />
    </GraphiQL>
  );
}
