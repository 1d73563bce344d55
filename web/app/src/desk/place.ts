// Which list and which case are on the desk: both are in the address.
import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";
import { type Show, SHOWS } from "./queue.ts";

export function usePlace() {
  const search = new URLSearchParams(useSearch());
  const [, navigate] = useLocation();
  const show = SHOWS.find((name) => name === search.get("show")) ?? "open";
  const caseId = search.get("case");
  const go = useCallback(
    (to: { show: Show; caseId?: string | null }) => navigate(addressOf(to.show, to.caseId), { replace: true }),
    [navigate],
  );
  return { show, caseId, go };
}

export function addressOf(show: Show, caseId?: string | null): string {
  return `/desk?${new URLSearchParams({ show, ...(caseId && { case: caseId }) })}`;
}
