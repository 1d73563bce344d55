// For who runs the system: what runs, how far everything is, what waits, and what to do about what is parked.
import type { ReactNode } from "react";
import { problemOf } from "../graph/act.ts";
import { Empty, Notice } from "../parts/notice.tsx";
import { When } from "../parts/when.tsx";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import style from "./operator.module.css";
import { SYSTEM, type System, useSystem } from "./system.ts";

const count = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const RUNS = new Set(["ready", "outside"]);

export default function OperatorPage() {
  const { now, rate, error } = useSystem();
  useBehind(SYSTEM);
  if (!now && error)
    return (
      <Page title="System" narrow>
        <Empty title="Nothing to see here">{problemOf(error).message}</Empty>
      </Page>
    );
  return (
    <Page title="System">
      {error && <Notice>The system does not answer. What stands here is the last that it said.</Notice>}
      {now && (
        <div className={style.system}>
          <Figures now={now} rate={rate} />
          <Programs programs={now.programs} />
          <Followers now={now} />
          <Rebuilds rebuilds={now.rebuilds} />
          <Parked parked={now.parked} />
        </div>
      )}
    </Page>
  );
}

function Figures({ now, rate }: { now: System; rate: number | null }) {
  const { queue, work, disk } = now;
  return (
    <dl className={style.figures}>
      <Figure name="Events a second" value={rate === null ? "–" : count.format(rate)} more={`at ${Number(now.head)}`} />
      <Figure name="Renders waiting" value={queue.waiting} more={`${queue.running} running`} />
      <Figure name="Oldest waits" value={`${count.format(queue.oldestSeconds)} s`} more="in the queue" />
      <Figure name="Pictures" value={work.done} more={`${work.failed} failed, ${work.refused} refused`} />
      <Figure name="Energy" value={`${count.format(work.wattHours)} Wh`} more="of all pictures, estimated" />
      <Figure
        name="Disk left"
        value={`${count.format(disk.free / 1024)} GiB`}
        more={`of ${count.format(disk.total / 1024)}`}
      />
      <Figure name="Open cases" value={now.openCases} more="wait for a moderator" />
    </dl>
  );
}

function Figure({ name, value, more }: { name: string; value: ReactNode; more: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong> <span>{more}</span>
      </dd>
    </div>
  );
}

function Programs({ programs }: { programs: System["programs"] }) {
  return (
    <Table name="Programs" heads={["Program", "State", "Since", "Restarts", "Why"]}>
      {programs.map(({ name, state, since, restarts, reason }) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td data-well={RUNS.has(state)}>{state}</td>
          <td>
            <When at={since} />
          </td>
          <td>{restarts}</td>
          <td>{reason}</td>
        </tr>
      ))}
    </Table>
  );
}

function Followers({ now }: { now: System }) {
  return (
    <Table name="Views and policies" heads={["Name", "Kind", "Behind by", "Parked", "State"]}>
      {now.views.map(({ name, lag, parked, complete }) => (
        <Follower key={name} name={name} kind="view" lag={lag} parked={parked} well={complete} />
      ))}
      {now.policies.map(({ name, lag, parked }) => (
        <Follower key={`policy ${name}`} name={name} kind="policy" lag={lag} parked={parked} well={parked === 0} />
      ))}
    </Table>
  );
}

interface Follows {
  name: string;
  kind: string;
  lag: number;
  parked: number;
  well: boolean;
}

function Follower({ name, kind, lag, parked, well }: Follows) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{kind}</td>
      <td>{lag}</td>
      <td>{parked}</td>
      <td data-well={well}>{well ? "whole" : "incomplete"}</td>
    </tr>
  );
}

function Rebuilds({ rebuilds }: { rebuilds: System["rebuilds"] }) {
  if (rebuilds.length === 0) return null;
  return (
    <Table name="Rebuilds" heads={["View", "Folded", "Of", "State"]}>
      {rebuilds.map(({ view, position, target, running }) => (
        <tr key={view}>
          <th scope="row">{view}</th>
          <td>{Number(position)}</td>
          <td>{Number(target)}</td>
          <td>{running ? "running" : <code>limn rebuild {view}</code>}</td>
        </tr>
      ))}
    </Table>
  );
}

function Parked({ parked }: { parked: System["parked"] }) {
  if (parked.length === 0) return <p className={style.none}>Nothing is parked: every event was taken in.</p>;
  return (
    <Table name="Parked events" heads={["By", "Event", "Why", "What mends it"]}>
      {parked.map(({ by, position, reason, mend }) => (
        <tr key={`${by} ${position}`}>
          <th scope="row">{by}</th>
          <td>{Number(position)}</td>
          <td>{reason}</td>
          <td>{mend ? <code>{mend}</code> : "–"}</td>
        </tr>
      ))}
    </Table>
  );
}

function Table({ name, heads, children }: { name: string; heads: readonly string[]; children: ReactNode }) {
  return (
    <section aria-label={name}>
      <h2>{name}</h2>
      <div className={style.wide} role="region" aria-label={`${name}, table`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </section>
  );
}
