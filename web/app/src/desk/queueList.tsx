import { Link } from "wouter";
import { problemOf, unreached } from "../graph/act.ts";
import { useAgainOnceBack } from "../graph/once.ts";
import { reasonName } from "../moderation/reasons.ts";
import { THINGS } from "../moderation/restrictions.ts";
import { Button } from "../parts/button.tsx";
import { Notice } from "../parts/notice.tsx";
import { Segments } from "../parts/segments.tsx";
import { When } from "../parts/when.tsx";
import type { Row } from "./case.ts";
import style from "./desk.module.css";
import { addressOf } from "./place.ts";
import { type Show, SHOWS, type useQueue } from "./queue.ts";

const NAMES: Record<Show, string> = { open: "To decide", mine: "Mine", decided: "Decided" };
const NONE: Record<Show, string> = {
  open: "Nothing waits. What people report comes here by itself.",
  mine: "You have claimed nothing.",
  decided: "Nothing has been decided yet.",
};

interface Props {
  queue: ReturnType<typeof useQueue>;
  show: Show;
  caseId: string | null;
  onShow(show: Show): void;
}

export function QueueList({ queue, show, caseId, onShow }: Props) {
  const { rows, fetching, error, complete, more } = queue;
  useAgainOnceBack(error !== undefined, more);
  const why = error && (problemOf(error).code === "OFFLINE" ? unreached() : problemOf(error).message);
  return (
    <section className={style.queue} aria-label="Cases">
      <Segments
        label="Which cases"
        choices={SHOWS.map((value) => ({ value, name: NAMES[value] }))}
        chosen={show}
        onChoose={onShow}
      />
      {why && <Notice action={<Button onClick={more}>Try again</Button>}>The cases did not come. {why}</Notice>}
      {rows.length === 0 && complete && <p className={style.soft}>{NONE[show]}</p>}
      <ol className={style.rows}>
        {rows.map((row) => (
          <li key={row.id}>
            <CaseRow row={row} show={show} current={row.id === caseId} />
          </li>
        ))}
      </ol>
      {rows.length === 0 && fetching && <p className={style.soft}>Loading cases…</p>}
      {!complete && rows.length > 0 && (
        <Button look="quiet" busy={fetching} onClick={more}>
          More cases
        </Button>
      )}
    </section>
  );
}

function CaseRow({ row, show, current }: { row: Row; show: Show; current: boolean }) {
  const { id, kind, author, reasons, priority, openedAt } = row;
  return (
    <Link className={style.row} href={addressOf(show, id)} replace data-case={id} aria-current={current || undefined}>
      <span className={style.reasons}>
        {reasons.map(({ reason, count }) => (
          <span key={reason}>
            {reasonName(reason)}
            {count > 1 && ` × ${count}`}
          </span>
        ))}
      </span>
      <span className={style.weight} title="How much its reports weigh">
        <span className="unseen">Weight </span>
        {priority}
      </span>
      <span className={style.about}>
        {THINGS[kind]} {author && `${kind === "ACCOUNT" ? "of" : "by"} @${author.handle}`}, <When at={openedAt} />
      </span>
      <Standing row={row} />
    </Link>
  );
}

export function Standing({ row }: { row: Pick<Row, "status" | "holder" | "viewerHolds"> }) {
  const { status, holder, viewerHolds } = row;
  if (status === "DECIDED") return <span className={style.standing}>Decided</span>;
  if (viewerHolds)
    return (
      <span className={style.standing} data-mine>
        Yours
      </span>
    );
  return holder && <span className={style.standing}>With @{holder.handle}</span>;
}
