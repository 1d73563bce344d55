import { problemOf } from "../graph/act.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { useAskedViewer } from "./viewer.tsx";

/** What stands where a page depends on who looks, while nobody can say who that is. */
export function Unknown() {
  const { error, again } = useAskedViewer();
  if (!error) return null;
  return <Notice action={<Button onClick={again}>Try again</Button>}>{problemOf(error).message}</Notice>;
}
