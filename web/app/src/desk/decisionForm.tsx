import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { type Problem, useAct } from "../graph/act.ts";
import { USUAL } from "../labels/levels.ts";
import { Button } from "../parts/button.tsx";
import { Area, Field, Pick } from "../parts/field.tsx";
import { useHere } from "../parts/here.ts";
import { Notice } from "../parts/notice.tsx";
import { say } from "../parts/toasts.tsx";
import { DECIDE, RULES, type Whole } from "./case.ts";
import style from "./desk.module.css";
import { labels, NAMES, type Outcome, restricts, told } from "./kinds.ts";

const FIELDS = ["label", "rule", "reason"];

interface Props {
  whole: Whole;
  outcome: Outcome;
  /** It is decided, or left. */
  onDone(): void;
  /** Somebody else was quicker. */
  onLost(): void;
}

/** Why, by which rule, and what the author will read. */
export function DecisionForm({ whole, outcome, onDone, onLost }: Props) {
  const [{ data }] = useQuery({ query: RULES });
  const rules = data?.rules ?? [];
  const [label, setLabel] = useState("");
  const [chosen, setCode] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const { act, busy } = useAct(DECIDE);
  const here = useHere();
  const form = useRef<HTMLFormElement>(null);
  const code = chosen ?? usualRule(whole, rules);
  const rule = rules.find((one) => one.code === code);
  const errorOf = (field: string) => (problem?.field === field ? problem.message : null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { problem: refused } = await act({
      caseId: whole.id,
      kind: outcome,
      reason,
      label: labels(outcome) ? label : null,
      rule: restricts(outcome) ? code : null,
    });
    setProblem(refused);
    if (refused?.code === "CONFLICT") {
      say(refused.message);
      return onLost();
    }
    if (refused) return;
    say(outcome === "DISMISS" ? "Dismissed." : "Decided. It shows everywhere, and its author is told.");
    if (here()) leave(); // else one writes elsewhere by now
  }

  function leave() {
    onDone();
    backToTheCase(whole.id);
  }

  return (
    <form
      ref={form}
      className={style.form}
      aria-label={NAMES[outcome]}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => byKey(event, leave)}
    >
      {problem && !FIELDS.includes(problem.field ?? "") && <Notice>{problem.message}</Notice>}
      {labels(outcome) && (
        <>
          <Field
            label="Label"
            hint="What everyone reads on it."
            list="usual-labels"
            autoComplete="off"
            maxLength={40}
            required
            value={label}
            onChange={(event) => setLabel(event.target.value)}
            error={errorOf("label")}
          />
          <datalist id="usual-labels">
            {USUAL.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
      {restricts(outcome) && (
        <Pick
          label="Rule"
          hint={rule?.text}
          required
          value={code}
          onChange={(event) => setCode(event.target.value)}
          error={errorOf("rule")}
        >
          <option value="">Which rule does it break?</option>
          {rules.map((one) => (
            <option key={one.code} value={one.code}>
              {one.title}
            </option>
          ))}
        </Pick>
      )}
      <Area
        label="Why"
        hint="The facts that count, for its author."
        required
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={errorOf("reason")}
      />
      <div className={style.told} role="status">
        <b>What its author is told</b>
        <p>{told({ outcome, label, rule }, whole.kind)}</p>
        {restricts(outcome) && reason && <p>“{reason}”</p>}
      </div>
      <div className={style.end}>
        <Button onClick={leave}>Not now</Button>
        <Button type="submit" look="main" busy={busy}>
          {NAMES[outcome]}
        </Button>
      </div>
    </form>
  );
}

/** What it was reported for most often names a rule, or none. */
function usualRule({ reasons }: Whole, rules: readonly { code: string }[]): string {
  const first = reasons[0]?.reason.toLowerCase();
  return rules.find(({ code }) => code === first)?.code ?? "";
}

function byKey(event: KeyboardEvent<HTMLFormElement>, leave: () => void) {
  if (event.key === "Escape") leave();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
}

/** So that the keys act again. */
function backToTheCase(id: string): void {
  requestAnimationFrame(() => {
    const row =
      document.querySelector<HTMLElement>(`[data-case="${id}"]`) ?? document.querySelector<HTMLElement>("#main");
    row?.focus({ preventScroll: true });
  });
}
