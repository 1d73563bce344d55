// The moderators' desk: what waits, the most pressing first; and one case, whole.
import { useEffect, useRef } from "react";
import { useKeys } from "../keys/keys.ts";
import { useAskedViewer } from "../people/viewer.tsx";
import { useBehind } from "../shell/behind.tsx";
import { Nothing } from "../shell/nothing.tsx";
import { Page } from "../shell/page.tsx";
import { CASES } from "./case.ts";
import { CasePane } from "./casePane.tsx";
import style from "./desk.module.css";
import { DeskKeys } from "./deskKeys.tsx";
import { usePlace } from "./place.ts";
import { queryOf, useQueue } from "./queue.ts";
import { QueueList } from "./queueList.tsx";

export default function DeskPage() {
  const { show, caseId, go } = usePlace();
  const queue = useQueue(show);
  const { isModerator } = queue;
  const { again } = useAskedViewer();
  useEffect(() => {
    if (!isModerator) again(); // so that the rail shows no way here any longer
  }, [isModerator, again]);
  useBehind(CASES, queryOf(show));
  const open = (id: string | null) => go({ show, caseId: id });
  useSteps(
    queue.rows.map(({ id }) => id),
    caseId,
    open,
  );
  if (!isModerator) return <Nothing />;
  return (
    <Page title="Desk" actions={<DeskKeys />}>
      <div className={style.desk} data-open={caseId !== null || undefined}>
        <QueueList queue={queue} show={show} caseId={caseId} onShow={(next) => go({ show: next, caseId })} />
        {caseId ? (
          <CasePane key={caseId} id={caseId} onClose={() => open(null)} />
        ) : (
          <p className={style.none}>Open a case to see it whole. With the keys: j and k step, ? names them all.</p>
        )}
      </div>
    </Page>
  );
}

/** `j` and `k` open the next and the previous case; where the open one has left the list, from where it stood. */
function useSteps(ids: readonly string[], caseId: string | null, open: (id: string) => void): void {
  const stood = useRef(0);
  const stepped = useRef(false);
  const at = caseId ? ids.indexOf(caseId) : -1;
  useEffect(() => {
    if (at >= 0) stood.current = at;
    if (!stepped.current) return;
    stepped.current = false;
    document.querySelector<HTMLElement>(`[data-case="${caseId}"]`)?.focus();
  }, [at, caseId]);
  function step(by: 1 | -1): void {
    const from = at >= 0 ? at + by : caseId && by < 0 ? stood.current - 1 : stood.current;
    const next = ids[Math.max(0, Math.min(ids.length - 1, from))];
    if (!next) return;
    stepped.current = true;
    open(next);
  }
  useKeys({ j: () => step(1), k: () => step(-1) });
}
