import { lazy, Suspense } from "react";
import { Page } from "../shell/page.tsx";

const ComparePage = lazy(() => import("./comparePage.tsx"));

/** Loaded when it is asked for. */
export function LaterComparePage() {
  return (
    <Suspense fallback={<Page title="Compare">{null}</Page>}>
      <ComparePage />
    </Suspense>
  );
}
