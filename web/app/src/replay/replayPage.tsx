// The replay room: any moment of the log, its boards under two rankers, how they came to be, and what is behind them.
import { useBoards } from "../compare/boards.ts";
import { BothSides } from "../compare/bothSides.tsx";
import { WindowChoice } from "../compare/windowChoice.tsx";
import { Then } from "../graph/client.tsx";
import { Button } from "../parts/button.tsx";
import { copy } from "../parts/copy.ts";
import { Page } from "../shell/page.tsx";
import { Movement } from "./movement.tsx";
import { Pair } from "./pair.tsx";
import { Scrubber } from "./scrubber.tsx";
import { asOf, useView } from "./view.ts";

const SHOWN = 10;
const KNOWN = 25;

export default function ReplayPage() {
  return (
    <Page title="Replay room" actions={<Button onClick={() => void copy(location.href, "Link")}>Copy link</Button>}>
      <Then>
        <Room />
      </Then>
    </Page>
  );
}

function Room() {
  const [view, go] = useView();
  const boards = useBoards(view, KNOWN, asOf(view.at));
  return (
    <>
      <Scrubber view={view} go={go} position={boards.a?.position} onNow={boards.again} />
      <WindowChoice chosen={view.window} onChoose={(window) => go({ window })} />
      <BothSides boards={boards} shown={SHOWN} onChoose={(change) => go(change, { pass: true })} />
      <Pair boards={boards} />
      <Movement view={view} go={go} />
    </>
  );
}
