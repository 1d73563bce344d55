// One case, whole: the thing, who reported it and why, what was decided before, and what can be decided now.
import { X } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { problemOf, unreached, useAct } from "../graph/act.ts";
import { useAgainOnceBack } from "../graph/once.ts";
import { useKeys } from "../keys/keys.ts";
import { reasonName } from "../moderation/reasons.ts";
import { THINGS } from "../moderation/restrictions.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { say } from "../parts/toasts.tsx";
import { When } from "../parts/when.tsx";
import { Words } from "../parts/words.tsx";
import { CASE, CLAIM, RELEASE, type Whole } from "./case.ts";
import { DecisionForm } from "./decisionForm.tsx";
import { History } from "./history.tsx";
import { hindrance, KEYS, NAMES, type Outcome, outcomesOf } from "./kinds.ts";
import style from "./desk.module.css";
import { Standing } from "./queueList.tsx";
import { Subject } from "./subject.tsx";

export function CasePane({ id, onClose }: { id: string; onClose(): void }) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: CASE,
    variables: { id },
    requestPolicy: "cache-and-network",
  });
  const again = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  useAgainOnceBack(error !== undefined, again);
  const changedAt = data?.case?.changedAt;
  const read = useRef<string>(undefined);
  useEffect(() => {
    if (read.current !== undefined && read.current !== changedAt) again(); // the stream tells of the row alone
    read.current = changedAt;
  }, [changedAt, again]);
  return (
    <section className={style.pane} aria-label="Case">
      {data?.case ? (
        <Opened whole={data.case} again={again} onClose={onClose} />
      ) : (
        !fetching && (
          <Notice action={<Button onClick={again}>Try again</Button>}>
            The case did not come.{" "}
            {error && (problemOf(error).code === "OFFLINE" ? unreached() : problemOf(error).message)}
          </Notice>
        )
      )}
    </section>
  );
}

interface Props {
  whole: Whole;
  again(): void;
  onClose(): void;
}

function Opened({ whole, again, onClose }: Props) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const { take, turn, busy } = useClaim(whole, again);
  const hindered = hindrance(whole);
  async function begin(wanted: Outcome) {
    if (hindered) return say(hindered);
    if (!outcomesOf(whole).includes(wanted))
      return say(`“${NAMES[wanted]}” cannot be decided on this ${THINGS[whole.kind]} now.`);
    if (await take()) setOutcome(wanted);
  }
  useKeys({
    c: () => void turn(),
    ...Object.fromEntries(Object.entries(KEYS).map(([kind, key]) => [key, () => void begin(kind as Outcome)])),
  });
  return (
    <>
      <header className={style.head}>
        <div>
          <h2>
            {whole.number > 1 && `Round ${whole.number}: `}
            {whole.kind === "ACCOUNT" ? "an" : "a"} {THINGS[whole.kind]}{" "}
            {whole.author && (
              <Link href={`/@${whole.author.handle}`}>
                {whole.kind === "ACCOUNT" ? "of" : "by"} @{whole.author.handle}
              </Link>
            )}
          </h2>
          <p className={style.soft}>
            Weight {whole.priority}, opened <When at={whole.openedAt} /> <Standing row={whole} />
          </p>
        </div>
        <div className={style.claim}>
          {!hindered && (
            <Button look={whole.viewerHolds ? "plain" : "main"} busy={busy} onClick={() => void turn()}>
              {whole.viewerHolds ? "Release" : "Claim"} <kbd aria-hidden="true">c</kbd>
            </Button>
          )}
          <Button look="quiet" aria-label="Close the case" icon={<X size={20} />} onClick={onClose} />
        </div>
      </header>
      {hindered && whole.status !== "DECIDED" && <p className={style.hindered}>{hindered}</p>}
      <Subject whole={whole} />
      <Flags flags={whole.flags} />
      {!hindered && (
        <section className={style.decide} aria-label="Decide">
          <div className={style.outcomes}>
            {outcomesOf(whole).map((kind) => (
              <Button key={kind} aria-pressed={kind === outcome} onClick={() => void begin(kind)}>
                {NAMES[kind]} <kbd aria-hidden="true">{KEYS[kind]}</kbd>
              </Button>
            ))}
          </div>
          {outcome && whole.viewerHolds && (
            <DecisionForm
              key={outcome}
              whole={whole}
              outcome={outcome}
              onDone={() => setOutcome(null)}
              onLost={() => {
                setOutcome(null);
                again();
              }}
            />
          )}
        </section>
      )}
      <History whole={whole} onChange={again} />
    </>
  );
}

/** Taking a case on and leaving it; a race that was lost is said, and what is true now is read. */
function useClaim({ id, viewerHolds, status }: Whole, again: () => void) {
  const { act: claim, busy: claiming } = useAct(CLAIM);
  const { act: release, busy: releasing } = useAct(RELEASE);
  async function send(act: typeof claim): Promise<boolean> {
    const { problem } = await act({ caseId: id });
    if (!problem) return true;
    say(problem.message);
    again();
    return false;
  }
  return {
    busy: claiming || releasing,
    take: async () => viewerHolds || (await send(claim)),
    turn: async () => {
      if (status === "DECIDED") return;
      if (await send(viewerHolds ? release : claim)) say(viewerHolds ? "Released." : "The case is yours.");
    },
  };
}

function Flags({ flags }: { flags: Whole["flags"] }) {
  return (
    <section aria-labelledby="flags">
      <h3 id="flags">{flags.length === 1 ? "1 report" : `${flags.length} reports`}</h3>
      <ul className={style.flags}>
        {flags.map(({ flagger, reason, details, createdAt }) => (
          <li key={`${flagger?.id} ${createdAt}`}>
            <p>
              <b>{reasonName(reason)}</b>{" "}
              <span className={style.soft}>
                {flagger ? `@${flagger.handle}` : "somebody who is gone"}, <When at={createdAt} />
              </span>
            </p>
            {details && <Words text={details} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
