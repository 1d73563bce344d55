// Two rankers side by side: who would stand where, and how far that is from where they stand on the other side.
import { Link, useLocation, useSearch } from "wouter";
import { Page } from "../shell/page.tsx";
import { useBoards } from "./boards.ts";
import { BothSides } from "./bothSides.tsx";
import { type Compared, comparedOf } from "./sides.ts";
import { WindowChoice } from "./windowChoice.tsx";

const SHOWN = 20;
const KNOWN = 50;

export default function ComparePage() {
  const [compared, choose] = useChoice();
  const boards = useBoards(compared, KNOWN);
  return (
    <Page title="Compare" actions={<Link href={`/replay?${addressed(compared)}`}>Go back in time</Link>}>
      <WindowChoice chosen={compared.window} onChoose={(window) => choose({ window })} />
      <BothSides boards={boards} shown={SHOWN} onChoose={choose} />
    </Page>
  );
}

/** What the address says is compared; what is typed is only in the address once it is a formula. */
function useChoice(): [Compared, (change: Partial<Compared>) => void] {
  const compared = comparedOf(new URLSearchParams(useSearch()));
  const [path, navigate] = useLocation();
  function choose(change: Partial<Compared>): void {
    if (location.pathname !== path) return; // what is kept late brings nobody back
    const now = comparedOf(new URLSearchParams(location.search));
    navigate(`${path}?${addressed({ ...now, ...change })}`, { replace: true });
  }
  return [compared, choose];
}

function addressed({ window, a, b }: Compared): string {
  return new URLSearchParams({ window: window.toLowerCase(), a, b }).toString();
}
