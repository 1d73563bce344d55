// The operator's page, loaded when it is asked for: nobody else needs a byte of it.
import { lazy, Suspense } from "react";
import { Page } from "../shell/page.tsx";

const OperatorPage = lazy(() => import("./operatorPage.tsx"));

export function LaterOperatorPage() {
  return (
    <Suspense fallback={<Page title="System">{null}</Page>}>
      <OperatorPage />
    </Suspense>
  );
}
