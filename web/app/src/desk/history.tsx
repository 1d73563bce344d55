// What was decided on the thing, and on other things of its author's, so that like is decided alike.
import { type FormEvent, useState } from "react";
import { type Problem, useAct } from "../graph/act.ts";
import { useKeys } from "../keys/keys.ts";
import { Button } from "../parts/button.tsx";
import { Area } from "../parts/field.tsx";
import { useHere } from "../parts/here.ts";
import { Notice } from "../parts/notice.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { say } from "../parts/toasts.tsx";
import { When } from "../parts/when.tsx";
import { Words } from "../parts/words.tsx";
import { type Decision, UNDO, type Whole } from "./case.ts";
import style from "./desk.module.css";
import { NAMES, stands } from "./kinds.ts";

export function History({ whole, onChange }: { whole: Whole; onChange(): void }) {
  const [undoing, setUndoing] = useState<string | null>(null);
  const { history, authorHistory, decision, author, viewerMayDecide } = whole;
  const here = new Set(history.map(({ id }) => id));
  const elsewhere = authorHistory.filter(({ id }) => !here.has(id));
  const standing = decision && stands(decision) ? decision : history.findLast(stands);
  useKeys({
    u: () => {
      if (!standing) return say("Nothing that was decided on it stands.");
      if (!viewerMayDecide) return say("You made this or reported it, so another moderator decides on it.");
      setUndoing(standing.id);
    },
  });
  const undo = viewerMayDecide ? setUndoing : undefined;
  return (
    <>
      {history.length > 0 && <Decisions title="Decided on this" decisions={history} onUndo={undo} />}
      {elsewhere.length > 0 && (
        <Decisions title={`Decided on other things of @${author?.handle ?? "theirs"}`} decisions={elsewhere} />
      )}
      {elsewhere.length === 0 && author && (
        <p className={style.soft}>Nothing else of @{author.handle} was ever decided on.</p>
      )}
      <Sheet title="Undo a decision" open={undoing !== null} onClose={() => setUndoing(null)}>
        {undoing && <UndoForm decisionId={undoing} onClose={() => setUndoing(null)} onChange={onChange} />}
      </Sheet>
    </>
  );
}

interface DecisionsProps {
  title: string;
  decisions: readonly Decision[];
  onUndo?: ((id: string) => void) | undefined;
}

function Decisions({ title, decisions, onUndo }: DecisionsProps) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul className={style.decisions}>
        {decisions.map((decision) => (
          <li key={decision.id} data-stands={stands(decision) || undefined}>
            <p>
              <b>{NAMES[decision.kind]}</b>
              {decision.label && ` “${decision.label}”`}
              {decision.rule && `, ${decision.rule.title}`}{" "}
              <span className={style.soft}>
                @{decision.moderator ?? "somebody"}, <When at={decision.decidedAt} />
              </span>
            </p>
            {decision.reason && <Words text={decision.reason} />}
            {decision.undoneAt && (
              <p className={style.soft}>
                Undone by @{decision.undoneBy ?? "somebody"}, <When at={decision.undoneAt} />
                {decision.undoneReason && `: ${decision.undoneReason}`}
              </p>
            )}
            {onUndo && stands(decision) && (
              <Button onClick={() => onUndo(decision.id)}>
                Undo <kbd aria-hidden="true">u</kbd>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function UndoForm({ decisionId, onClose, onChange }: { decisionId: string; onClose(): void; onChange(): void }) {
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const { act, busy } = useAct(UNDO);
  const here = useHere();
  async function submit(event: FormEvent) {
    event.preventDefault();
    const { problem: refused } = await act({ decisionId, reason });
    setProblem(refused);
    if (refused) return;
    say("Undone. It is as if it had never been, and its author is told.");
    onChange();
    if (here()) onClose();
  }
  return (
    <form className={style.form} onSubmit={(event) => void submit(event)}>
      <p className={style.soft}>What it did ends at once, everywhere. The author reads that it was undone.</p>
      {problem && problem.field !== "reason" && <Notice>{problem.message}</Notice>}
      <Area
        label="Why"
        required
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={problem?.field === "reason" ? problem.message : null}
      />
      <div className={style.end}>
        <Button onClick={onClose}>Leave it</Button>
        <Button type="submit" look="main" busy={busy}>
          Undo
        </Button>
      </div>
    </form>
  );
}
