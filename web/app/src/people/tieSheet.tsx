// Muting and blocking somebody. Mounted once, by the shell; whoever shows people or what they made puts a `TieButton` there.
import { Ban, UserRoundX, Volume2, VolumeX } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { type Problem } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { store } from "../parts/store.ts";
import { askToSignIn } from "./signInSheet.tsx";
import { MEANS, type Somebody, type Tie, useTies } from "./ties.ts";
import style from "./ties.module.css";
import { useViewer } from "./viewer.tsx";

const BETWEEN = graphql(`
  query Between($handle: String!) {
    account(handle: $handle) {
      id
      viewerBlocks
      viewerMutes
    }
  }
`);

const subject = store<Somebody | null>(null);

/** Leads to the sheet; nothing for oneself. */
export function TieButton({ person, size = 18 }: { person: Somebody; size?: number }) {
  const viewer = useViewer();
  if (viewer?.id === person.id) return null;
  const { id, handle } = person;
  async function press() {
    if (viewer || (await askToSignIn(`Join to mute or block @${handle}.`))) subject.set({ id, handle });
  }
  return (
    <Button
      look="quiet"
      aria-label={`Mute or block @${handle}`}
      title="Mute or block"
      aria-haspopup="dialog"
      icon={<UserRoundX size={size} />}
      onClick={() => void press()}
    />
  );
}

export function TieSheet() {
  const asked = subject.use();
  const close = () => {
    if (subject.get() === asked) subject.set(null); // another may be open by now
  };
  return (
    <Sheet title={asked ? `You and @${asked.handle}` : ""} open={asked !== null} onClose={close}>
      {asked && <Ties key={asked.id} person={asked} onDone={close} />}
    </Sheet>
  );
}

function Ties({ person, onDone }: { person: Somebody; onDone(): void }) {
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ data }] = useQuery({ query: BETWEEN, variables: { handle: person.handle } });
  const { turn, busy } = useTies();
  const between = data?.account;
  async function act(tie: Tie) {
    const refused = await turn(tie, person);
    setProblem(refused);
    if (!refused) onDone();
  }
  return (
    <div className={style.ties}>
      {problem && <Notice>{problem.message}</Notice>}
      {sure ? (
        <Sure person={person} busy={busy} onYes={() => void act("block")} onNo={() => setSure(false)} />
      ) : (
        <>
          <MuteAct muted={between?.viewerMutes ?? false} person={person} busy={busy} onAct={(tie) => void act(tie)} />
          <section>
            <p>{MEANS.block}</p>
            {between?.viewerBlocks ? (
              <Button busy={busy} onClick={() => void act("unblock")}>
                Unblock @{person.handle}
              </Button>
            ) : (
              <Button icon={<Ban size={18} aria-hidden="true" />} onClick={() => setSure(true)}>
                Block @{person.handle}
              </Button>
            )}
          </section>
        </>
      )}
    </div>
  );
}

interface MuteProps {
  muted: boolean;
  person: Somebody;
  busy: boolean;
  onAct(tie: Tie): void;
}

function MuteAct({ muted, person, busy, onAct }: MuteProps) {
  const Icon = muted ? Volume2 : VolumeX;
  return (
    <section>
      <p>{MEANS.mute}</p>
      <Button icon={<Icon size={18} aria-hidden="true" />} busy={busy} onClick={() => onAct(muted ? "unmute" : "mute")}>
        {muted ? "Unmute" : "Mute"} @{person.handle}
      </Button>
    </section>
  );
}

function Sure({ person, busy, onYes, onNo }: { person: Somebody; busy: boolean; onYes(): void; onNo(): void }) {
  return (
    <section aria-label={`Block @${person.handle}?`}>
      <p>{MEANS.block} You can take it back here or in your settings; who followed whom does not return with it.</p>
      <div className={style.end}>
        <Button autoFocus onClick={onNo}>
          Cancel
        </Button>
        <Button look="main" busy={busy} onClick={onYes}>
          Block @{person.handle}
        </Button>
      </div>
    </section>
  );
}
