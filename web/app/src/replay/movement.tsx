// How the boards moved up to here: asked for, followed, stopped, and plotted.
import { useState } from "react";
import { useSubscription } from "urql";
import type { Side } from "../compare/sides.ts";
import { formula, named } from "../compare/sides.ts";
import { type Problem, problemOf, useAct } from "../graph/act.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { say } from "../parts/toasts.tsx";
import { askToSignIn } from "../people/signInSheet.tsx";
import { useViewer } from "../people/viewer.tsx";
import { Bar } from "../renders/bar.tsx";
import { CANCEL, FOLLOWED, type Followed, MOMENTS, START, TOP, WHY_NOT } from "./moved.ts";
import { Plots } from "./plots.tsx";
import style from "./replay.module.css";
import { areShown, asOf, type Go, type View } from "./view.ts";

const TRACKS = 40; // as many as two boards of ten, moving, usually show

interface Props {
  view: View;
  go: Go;
}

export function Movement({ view, go }: Props) {
  const viewer = useViewer();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { act, busy } = useAct(START);
  async function start() {
    if (!viewer && !(await askToSignIn("Join to replay the log."))) return;
    const { payload, problem: refused } = await act(asked(view));
    setProblem(refused);
    if (payload?.replay && areShown(view)) go({ replay: payload.replay.id }, { pass: true });
  }
  const again = (words: string) => (
    <Button busy={busy} onClick={() => void start()}>
      {words}
    </Button>
  );
  return (
    <section className={style.movement} aria-label="How the boards moved">
      <h2>How the boards moved</h2>
      {problem && <Notice action={again("Try again")}>{problem.message}</Notice>}
      {view.replay === null && !problem && (
        <div className={style.row}>
          <p>Fold the log again up to here, and see each post rise and fall under both rankers.</p>
          {again("Replay")}
        </div>
      )}
      {view.replay !== null && !problem && (
        <Following key={view.replay} id={view.replay} view={view} go={go} again={again} />
      )}
    </section>
  );
}

interface FollowingProps extends Props {
  id: string;
  again(words: string): React.ReactNode;
}

function Following({ id, view, go, again }: FollowingProps) {
  const [{ data, error }] = useSubscription({ query: FOLLOWED, variables: { replayId: id, first: TRACKS } });
  const replay = data?.replayProgress;
  if (replay?.result) return <Plots result={replay.result} view={view} go={go} />;
  if (error) return <Notice action={again("Replay")}>{lost(problemOf(error).code)}</Notice>;
  if (replay?.state === "FAILED")
    return <Notice action={again("Try again")}>{WHY_NOT[replay.failure ?? "INTERRUPTED"]} Nothing was changed.</Notice>;
  if (replay?.state === "CANCELLED")
    return (
      <div className={style.row}>
        <p role="status">You stopped it.</p>
        {again("Replay")}
      </div>
    );
  return <Running id={id} replay={replay} />;
}

function Running({ id, replay }: { id: string; replay: Followed | undefined }) {
  const { act, busy } = useAct(CANCEL);
  async function cancel() {
    const { problem } = await act({ replayId: id });
    if (problem) say(`Not stopped. ${problem.message}`);
  }
  const runs = replay?.state === "RUNNING";
  return (
    <div className={style.running}>
      <p role="status">{runs ? "Folding the log…" : "Waiting for its turn…"}</p>
      <Bar part={runs ? replay.fraction : null} label="Replay" />
      <Button busy={busy} onClick={() => void cancel()}>
        Stop
      </Button>
    </div>
  );
}

function asked({ window, a, b, at }: View) {
  return { ...sided("A", a), ...sided("B", b), window, to: asOf(at), steps: MOMENTS, top: TOP };
}

function sided(name: "A" | "B", side: Side) {
  return { [`ranker${name}`]: named(side), [`formula${name}`]: formula(side) };
}

/** A shared address names a replay that only who asked for it can see. */
function lost(code: string): string {
  return code === "OFFLINE" ? "It cannot be followed just now." : "This replay is not yours, or is not kept any more.";
}
