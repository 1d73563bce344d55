// What moderators decided on one's things, each with its statement of reasons; and what became of one's reports.
import type { ReactNode } from "react";
import { Link } from "wouter";
import { problemOf, unreached } from "../graph/act.ts";
import { useAgainOnceBack } from "../graph/once.ts";
import { type Pages, usePages } from "../graph/pages.ts";
import { reasonName } from "../moderation/reasons.ts";
import { type Kind, THINGS, whatItDoes } from "../moderation/restrictions.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Notice } from "../parts/notice.tsx";
import { When } from "../parts/when.tsx";
import { Words } from "../parts/words.tsx";
import { useAskedViewer, useViewer } from "../people/viewer.tsx";
import { useBehind } from "../shell/behind.tsx";
import { Page } from "../shell/page.tsx";
import style from "./notices.module.css";
import { OUTCOMES, type Report, REPORTS, type Statement, STATEMENTS } from "./own.ts";

const FIRST = { first: 20 };

export default function NoticesPage() {
  const { viewer, known } = useAskedViewer();
  useBehind(STATEMENTS, FIRST);
  return (
    <Page title="Notices" narrow>
      {viewer && <Own />}
      {known && !viewer && (
        <Empty title="These are for one person alone" action={<Link href="/sign-in">Sign in</Link>}>
          Sign in to read what was decided on your pictures, and what became of your reports.
        </Empty>
      )}
    </Page>
  );
}

interface Connection<Node> {
  edges: { node: Node }[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

const pageOf = <Node,>({ edges, pageInfo }: Connection<Node>) => ({
  items: edges.map(({ node }) => node),
  next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
});

function Own() {
  const statements = usePages("statements", STATEMENTS, FIRST, ({ viewer }) => viewer && pageOf(viewer.statements));
  const reports = usePages("reports", REPORTS, FIRST, ({ viewer }) => viewer && pageOf(viewer.flags));
  return (
    <div className={style.notices}>
      <Part title="Decided on what you made" pages={statements} none="Nothing of yours was ever restricted.">
        {statements.items.map((statement) => (
          <StatementItem key={statement.decisionId} statement={statement} />
        ))}
      </Part>
      <Part title="What you reported" pages={reports} none="You have reported nothing.">
        {reports.items.map((report) => (
          <ReportItem key={`${report.subjectId} ${report.createdAt}`} report={report} />
        ))}
      </Part>
    </div>
  );
}

interface PartProps {
  title: string;
  pages: Pages<unknown>;
  none: string;
  children: ReactNode;
}

function Part({ title, pages, none, children }: PartProps) {
  const { items, fetching, error, complete, more } = pages;
  useAgainOnceBack(error !== undefined, more);
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {items.length === 0 && complete && <p className={style.soft}>{none}</p>}
      <ul>{children}</ul>
      {error && (
        <Notice action={<Button onClick={more}>Try again</Button>}>
          {problemOf(error).code === "OFFLINE" ? unreached() : problemOf(error).message}
        </Notice>
      )}
      {!complete && items.length > 0 && (
        <Button look="quiet" busy={fetching} onClick={more}>
          More
        </Button>
      )}
    </section>
  );
}

function StatementItem({ statement }: { statement: Statement }) {
  const { subjectId, subjectKind, restriction, label, rule, facts, reportedFor, undoneAt, sentAt } = statement;
  return (
    <li>
      <article aria-label="Statement of reasons" data-undone={undoneAt !== null || undefined}>
        <p className={style.what}>{whatItDoes(restriction, subjectKind, label)}.</p>
        {undoneAt && (
          <p className={style.undone}>
            Undone <When at={undoneAt} />: it is as if it had never been decided.
          </p>
        )}
        <dl className={style.facts}>
          <Fact name="Which">
            <Thing id={subjectId} kind={subjectKind} />
          </Fact>
          {rule && (
            <Fact name="Rule">
              {rule.title}. {rule.text}
            </Fact>
          )}
          {facts && (
            <Fact name="Why">
              <Words text={facts} />
            </Fact>
          )}
          {reportedFor.length > 0 && <Fact name="Reported for">{reportedFor.map(reasonName).join("; ")}</Fact>}
          <Fact name="Decided by">
            {statement.automated ? "A machine" : "A moderator, a person"}, <When at={sentAt} />
          </Fact>
          <Fact name="Holds">{statement.scope}</Fact>
          <Fact name="You can">{statement.contest}</Fact>
          <Fact name="Its name">
            <code>{statement.decisionId}</code>
          </Fact>
        </dl>
      </article>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Where it is, if it has a page of its own. */
function Thing({ id, kind }: { id: string; kind: Kind }) {
  const viewer = useViewer();
  if (kind === "POST") return <Link href={`/p/${id}`}>Your picture</Link>;
  if (kind === "ACCOUNT" && viewer) return <Link href={`/@${viewer.handle}`}>Your account</Link>;
  return <>Your comment</>;
}

function ReportItem({ report: { subjectId, reason, createdAt, outcome } }: { report: Report }) {
  const kind = subjectId.split("_")[0]?.toUpperCase() as Kind;
  return (
    <li className={style.report}>
      <p>
        <b>{reasonName(reason)}</b>,{" "}
        {kind === "POST" ? (
          <Link href={`/p/${subjectId}`}>a picture</Link>
        ) : (
          `a${kind === "ACCOUNT" ? "n" : ""} ${THINGS[kind]}`
        )}
        , <When at={createdAt} />
      </p>
      <p className={style.soft}>{OUTCOMES[outcome]}</p>
    </li>
  );
}
