// A page as it is, or as it was at the time that its address names (`?at=…`).
import { lazy, type ReactNode, Suspense } from "react";
import { Page } from "../shell/page.tsx";
import { useAt } from "./at.ts";
import { GoBack } from "./goBack.tsx";

export type Of = { post: string } | { person: string } | { board: true };

const PastPage = lazy(() => import("./pastPage.tsx"));

export function NowOrThen({ of, children }: { of: Of; children: ReactNode }) {
  const at = useAt();
  if (at === null)
    return (
      <>
        {children}
        <GoBack />
      </>
    );
  return (
    <Suspense fallback={<Page title="As it was">{null}</Page>}>
      <PastPage of={of} at={at} />
    </Suspense>
  );
}
