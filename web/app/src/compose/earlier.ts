// One's own newest renders: those still under way go into the tray, the others tell what a picture takes.
import { useEffect } from "react";
import { useQuery } from "urql";
import { readFragment } from "../graph/graphql.ts";
import { useViewer } from "../people/viewer.tsx";
import { hasEnded, RENDER, RENDERS } from "../renders/render.ts";
import { adopt } from "./entries.ts";

const NEWEST = 12;
const AVERAGED = 5;

function useNewest() {
  const viewer = useViewer();
  const [{ data }] = useQuery({ query: RENDERS, variables: { first: NEWEST, after: null }, pause: !viewer });
  return (data?.renders.edges ?? []).map(({ node }) => readFragment(RENDER, node));
}

/** What the last finished pictures tell: the seed of the newest, and watt hours per picture. */
export function useEarlier(): { seed: string | null; wattHours: number | null } {
  const finished = useNewest().filter(({ image }) => image);
  const figures = finished.slice(0, AVERAGED).map(({ image }) => image?.energy.wattHours ?? 0);
  const sum = figures.reduce((before, figure) => before + figure, 0);
  return { seed: finished[0]?.params.seed ?? null, wattHours: figures.length > 0 ? sum / figures.length : null };
}

/** After a reload, what is under way is in the tray again. */
export function useAdopted(): void {
  const open = useNewest()
    .filter(({ status }) => !hasEnded(status))
    .map(({ id }) => id);
  useEffect(() => adopt(open), [open.join()]);
}
