// The desk, loaded when it is asked for: only moderators need a byte of it.
import { lazy, Suspense } from "react";
import { Page } from "../shell/page.tsx";

const DeskPage = lazy(() => import("./deskPage.tsx"));

export function LaterDeskPage() {
  return (
    <Suspense fallback={<Page title="Desk">{null}</Page>}>
      <DeskPage />
    </Suspense>
  );
}
