// Reporting a post, a comment or a person. Mounted once, by the shell; whoever shows such a thing calls `askToFlag`.
import { type FormEvent, useState } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { type Problem, useAct, REFUSED } from "../graph/act.ts";
import { graphql } from "../graph/graphql.ts";
import { type Reason, reasonName, REASONS } from "../moderation/reasons.ts";
import { OUTCOMES, REPORTS } from "../notices/own.ts";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/choice.tsx";
import { Area } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { store } from "../parts/store.ts";
import { say } from "../parts/toasts.tsx";
import { When } from "../parts/when.tsx";
import { askToSignIn } from "../people/signInSheet.tsx";
import { useViewer } from "../people/viewer.tsx";
import style from "./sheets.module.css";

const FLAG = graphql(
  `
    mutation Flag($input: FlagInput!) {
      flag(input: $input) {
        position
        userErrors {
          ...Refused
        }
      }
    }
  `,
  [REFUSED],
);

const LATELY = { first: 100, after: null };

interface Subject {
  id: string;
  /** As in "Report …". */
  name: string;
}

const subject = store<Subject | null>(null);

export function askToFlag(what: Subject): void {
  subject.set(what);
}

export function FlagSheet() {
  const asked = subject.use();
  return (
    <Sheet title={`Report ${asked?.name ?? ""}`} open={asked !== null} onClose={() => subject.set(null)}>
      {asked && <Asked key={asked.id} id={asked.id} />}
    </Sheet>
  );
}

/** What one has reported is not reported twice: what became of it stands here instead. */
function Asked({ id }: { id: string }) {
  const viewer = useViewer();
  const [{ data }] = useQuery({
    query: REPORTS,
    variables: LATELY,
    pause: viewer === null,
    requestPolicy: "network-only",
  });
  const report = data?.viewer?.flags.edges.find(({ node }) => node.subjectId === id)?.node;
  if (!report) return <FlagForm id={id} />;
  return (
    <div className={style.form} role="status">
      <p>
        You reported this <When at={report.createdAt} />: {reasonName(report.reason).toLowerCase()}.
      </p>
      <p className={style.soft}>{OUTCOMES[report.outcome]}</p>
      <p>
        <Link href="/notices" onClick={() => subject.set(null)}>
          All that you reported
        </Link>
      </p>
    </div>
  );
}

function FlagForm({ id }: { id: string }) {
  const viewer = useViewer();
  const [reason, setReason] = useState<Reason | null>(null);
  const [details, setDetails] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const { act, busy } = useAct(FLAG);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!reason) return;
    if (!viewer && !(await askToSignIn("Reports come from people who are signed in."))) return;
    const { problem: refused } = await act({ subjectId: id, reason, details: details.trim() || null });
    setProblem(refused);
    if (refused) return;
    if (subject.get()?.id === id) subject.set(null); // another may be open by now
    say("Thank you. Moderators look at it; your notices will say what became of it.");
  }

  return (
    <form className={style.form} onSubmit={(event) => void submit(event)}>
      <p className={style.soft}>
        Moderators look at it, the most pressing first, and your notices tell you what they decide. Nobody else learns
        who reported it.
      </p>
      {problem && <Notice>{problem.message}</Notice>}
      <Choice title="What is wrong?" value={reason} options={REASONS} onChange={setReason} />
      <Area
        label="In your own words"
        hint="Not needed, often helpful."
        maxLength={2_000}
        value={details}
        onChange={(event) => setDetails(event.target.value)}
      />
      <div className={style.end}>
        <Button onClick={() => subject.set(null)}>Cancel</Button>
        <Button type="submit" look="main" busy={busy} disabled={!reason}>
          Report
        </Button>
      </div>
    </form>
  );
}
