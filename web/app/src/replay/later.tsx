import { lazy, Suspense } from "react";
import { Page } from "../shell/page.tsx";

const ReplayPage = lazy(() => import("./replayPage.tsx"));

/** Loaded when it is asked for. */
export function LaterReplayPage() {
  return (
    <Suspense fallback={<Page title="Replay room">{null}</Page>}>
      <ReplayPage />
    </Suspense>
  );
}
