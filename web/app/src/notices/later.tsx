import { lazy, Suspense } from "react";
import { Page } from "../shell/page.tsx";

const NoticesPage = lazy(() => import("./noticesPage.tsx"));

/** Loaded when it is asked for. */
export function LaterNoticesPage() {
  return (
    <Suspense fallback={<Page title="Notices">{null}</Page>}>
      <NoticesPage />
    </Suspense>
  );
}
