"""What moderators decide on and what they decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.cases import CaseClaimed, CaseDecided, CaseFlagged, CaseOpened, CaseReleased, CaseStatus, DecisionUndone
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import Placed, ids, rows
from projections.tables import Table
from projections.view import View
from projections.walls import FLAGS

RANK = "(priority << 40) - opened_position"
"""The order of the queue as one number: what weighs most first, of those the oldest."""

cases = Table(
    "cases",
    key={"case_id": "uuid"},
    puts={
        "subject": "uuid",
        "kind": "text",
        "author": "uuid",
        "post": "uuid null",
        "number": "integer",
        "status": "text",
        "holder": "uuid null",
        "decision": "uuid null",
        "opened_position": "bigint",
        "opened_at": "timestamptz",
        "changed_at": "bigint",
    },
    adds=("flag_count", "priority"),
    indexes=(
        f"(({RANK})) WHERE status <> 'DECIDED'",
        "(opened_position) WHERE status = 'DECIDED'",
        "(subject)",
        "(post) WHERE post IS NOT NULL",
        "(changed_at)",
    ),
)
flagged_in = Table(
    "case_flags",
    key={"case_id": "uuid", "flagger": "uuid"},
    puts={"subject": "uuid", "reason": "text", "position": "bigint"},
    indexes=("(flagger, position DESC)",),
    wall=FLAGS,
)
decisions = Table(
    "decisions",
    key={"decision": "uuid"},
    puts={
        "case_id": "uuid",
        "subject": "uuid",
        "kind": "text",
        "author": "uuid",
        "post": "uuid null",
        "moderator": "uuid",
        "outcome": "text",
        "label": "text null",
        "rule": "text null",
        "sealed": "bytea null",
        "position": "bigint",
        "decided_at": "timestamptz",
        "undone_by": "uuid null",
        "undone_sealed": "bytea null",
        "undone_position": "bigint null",
        "undone_at": "timestamptz null",
    },
    indexes=("(subject, position)", "(author, position DESC)"),
)
view = View("cases", version=1, tables=(cases, flagged_in, decisions))


@view.on(CaseOpened)
def opened(event: CaseOpened, position: int) -> Changes:
    """A case, with its first flag."""
    yield cases.create(
        event.originator_id,
        subject=event.subject,
        kind=event.kind,
        author=event.author,
        post=event.post,
        number=event.number,
        status=CaseStatus.OPEN.value,
        holder=None,
        decision=None,
        opened_position=position,
        opened_at=event.timestamp,
        changed_at=position,
    )
    yield from _joined(event, position)


@view.on(CaseFlagged)
def flagged(event: CaseFlagged, position: int) -> Changes:
    """One flag more."""
    yield cases.put(event.originator_id, changed_at=position)
    yield from _joined(event, position)


def _joined(event: CaseOpened | CaseFlagged, position: int) -> Changes:
    case = event.originator_id
    yield cases.add(case, flag_count=1, priority=event.weight)
    yield flagged_in.create((case, event.flagger), subject=event.subject, reason=event.reason, position=position)


@view.on(CaseClaimed)
def claimed(event: CaseClaimed, position: int) -> Changes:
    """Someone is at it."""
    yield cases.put(event.originator_id, status=CaseStatus.CLAIMED.value, holder=event.actor, changed_at=position)


@view.on(CaseReleased)
def released(event: CaseReleased, position: int) -> Changes:
    """Nobody is at it."""
    yield cases.put(event.originator_id, status=CaseStatus.OPEN.value, holder=None, changed_at=position)


@view.on(CaseDecided)
def decided(event: CaseDecided, position: int) -> Changes:
    """The case ends, and its decision stands."""
    yield cases.put(
        event.originator_id,
        status=CaseStatus.DECIDED.value,
        holder=None,
        decision=event.decision,
        changed_at=position,
    )
    yield decisions.create(
        event.decision,
        case_id=event.originator_id,
        subject=event.subject,
        kind=event.kind,
        author=event.author,
        post=event.post,
        moderator=event.actor,
        outcome=event.outcome,
        label=event.label,
        rule=event.rule,
        sealed=event.sealed,
        position=position,
        decided_at=event.timestamp,
        undone_by=None,
        undone_sealed=None,
        undone_position=None,
        undone_at=None,
    )


@view.on(DecisionUndone)
def undone(event: DecisionUndone, position: int) -> Changes:
    """It no longer stands, and that it did is not forgotten."""
    yield cases.put(event.originator_id, changed_at=position)
    yield decisions.put(
        event.decision,
        undone_by=event.actor,
        undone_sealed=event.sealed,
        undone_position=position,
        undone_at=event.timestamp,
    )


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case. `number`: its round; `priority`: the weights of its flags, summed."""

    id: UUID
    subject: UUID
    kind: str
    author: UUID
    post: UUID | None
    number: int
    status: str
    holder: UUID | None
    decision: UUID | None
    opened_position: int
    opened_at: datetime
    changed_at: int
    flag_count: int
    priority: int


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision. `sealed` and `undone_sealed`: the reasons, under the author's key."""

    id: UUID
    case: UUID
    subject: UUID
    kind: str
    author: UUID
    post: UUID | None
    moderator: UUID
    outcome: str
    label: str | None
    rule: str | None
    sealed: bytes | None
    position: int
    decided_at: datetime
    undone_by: UUID | None
    undone_sealed: bytes | None
    undone_position: int | None
    undone_at: datetime | None

    @property
    def stands(self) -> bool:
        """Whether it was not undone."""
        return self.undone_position is None


@dataclass(frozen=True, slots=True)
class CaseFlagRow:
    """A flag in a case. `sealed`: its details, under the flagger's key."""

    case: UUID
    flagger: UUID
    reason: str
    sealed: bytes | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class OwnFlagRow:
    """A flag as its flagger sees it. `outcome`: what was decided in its case, None until then."""

    subject: UUID
    kind: str
    reason: str
    created_at: datetime
    outcome: str | None


OF_CASES = f"SELECT {', '.join(cases.columns)} FROM views.cases "  # noqa: S608 - constants only
OF_DECISIONS = f"SELECT {', '.join(decisions.columns)} FROM views.decisions "  # noqa: S608 - as above
END = 2**62
"""After every place."""


async def hydrate(connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, CaseRow]:
    """The cases of these ids; absent ones are left out."""
    found = await rows(connection, CaseRow, OF_CASES + "WHERE case_id = ANY(%s)", list(wanted))
    return {row.id: row for row in found}


async def queue(connection: Connection, statuses: Sequence[str], before: int | None, limit: int) -> list[Placed]:
    """Undecided cases of these statuses, what weighs most first, of those the oldest."""
    return await rows(
        connection,
        Placed,
        f"SELECT case_id, {RANK} FROM views.cases WHERE status <> 'DECIDED' AND status = ANY(%s) AND {RANK} < %s"  # noqa: S608
        f" ORDER BY {RANK} DESC LIMIT %s",
        list(statuses),
        END if before is None else before,
        limit,
    )


async def done(connection: Connection, before: int | None, limit: int) -> list[Placed]:
    """Decided cases, those opened last first."""
    return await rows(
        connection,
        Placed,
        "SELECT case_id, opened_position FROM views.cases WHERE status = 'DECIDED' AND opened_position < %s"
        " ORDER BY opened_position DESC LIMIT %s",
        END if before is None else before,
        limit,
    )


async def changed(connection: Connection, after: int, limit: int) -> list[UUID]:
    """Cases that changed after a position, in the order of those changes."""
    query = "SELECT case_id FROM views.cases WHERE changed_at > %s ORDER BY changed_at LIMIT %s"
    return await ids(connection, query, after, limit)


async def flagged_things(connection: Connection, wanted: Sequence[UUID]) -> set[UUID]:
    """Those of the things that there is a case about, or about a comment under them."""
    query = "SELECT {0} FROM views.cases WHERE {0} = ANY(%s)"
    query = f"{query.format('subject')} UNION {query.format('post')}"
    return set(await ids(connection, query, list(wanted), list(wanted)))


async def flags_of(connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, list[CaseFlagRow]]:
    """The flags of cases, the oldest first."""
    query = (
        "SELECT case_id, flagger, case_flags.reason, sealed, created_at"
        " FROM views.case_flags JOIN views.flags USING (flagger, subject)"
        " WHERE case_id = ANY(%s) ORDER BY case_flags.position"
    )
    found: dict[UUID, list[CaseFlagRow]] = {case: [] for case in wanted}
    for row in await rows(connection, CaseFlagRow, query, list(wanted)):
        found[row.case].append(row)
    return found


async def hydrate_decisions(connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, DecisionRow]:
    """The decisions of these ids; absent ones are left out."""
    found = await rows(connection, DecisionRow, OF_DECISIONS + "WHERE decision = ANY(%s)", list(wanted))
    return {row.id: row for row in found}


async def decisions_on(connection: Connection, subjects: Sequence[UUID]) -> dict[UUID, list[DecisionRow]]:
    """All that was decided on things, the oldest first."""
    found: dict[UUID, list[DecisionRow]] = {subject: [] for subject in subjects}
    query = OF_DECISIONS + "WHERE subject = ANY(%s) ORDER BY position"
    for row in await rows(connection, DecisionRow, query, list(subjects)):
        found[row.subject].append(row)
    return found


async def rounds_on(connection: Connection, subjects: Sequence[UUID]) -> list[UUID]:
    """All cases that there ever were on things: streams to look up in the log."""
    return await ids(connection, "SELECT case_id FROM views.cases WHERE subject = ANY(%s)", list(subjects))


async def decided_on(connection: Connection, subjects: Sequence[UUID]) -> list[UUID]:
    """All decisions that there ever were on things, undone ones too: ids to look up in the log."""
    return await ids(connection, "SELECT decision FROM views.decisions WHERE subject = ANY(%s)", list(subjects))


async def decisions_about(connection: Connection, author: UUID, limit: int) -> list[DecisionRow]:
    """What was decided on things of an author's, the newest first."""
    query = OF_DECISIONS + "WHERE author = %s ORDER BY position DESC LIMIT %s"
    return await rows(connection, DecisionRow, query, author, limit)


async def flags_by(connection: Connection, flagger: UUID, subjects: Sequence[UUID]) -> dict[UUID, OwnFlagRow]:
    """Someone's flags of things, each with the outcome of its case."""
    found = await rows(
        connection,
        OwnFlagRow,
        "SELECT flags.subject, flags.kind, flags.reason, created_at, outcome FROM views.flags"
        " LEFT JOIN views.case_flags USING (flagger, subject) LEFT JOIN views.cases USING (case_id)"
        " LEFT JOIN views.decisions ON decisions.decision = cases.decision"
        " WHERE flagger = %s AND flags.subject = ANY(%s)",
        flagger,
        list(subjects),
    )
    return {row.subject: row for row in found}
