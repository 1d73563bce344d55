import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect } from "react";

import { show, streamOf } from "../streams/streams";

/** Has the log and GraphiQL's stop button belong to the stream of the tab in front. Shows nothing itself. */
export function ComeBack() {
  const { run, stop } = useGraphiQLActions();
  const tabId = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id);
  useEffect(() => {
    stop(); // a tab that was just opened still holds the subscription of the one before
    const stream = streamOf(tabId);
    if (!stream) return;
    show(stream);
    if (stream.away) void run();
  }, [tabId, run, stop]);
  return null;
}
