"""What authors were told of decisions on their things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.statements import StatementSent
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import Placed, rows
from projections.tables import Table
from projections.view import View
from projections.walls import STATEMENTS

statements = Table(
    "statements",
    key={"decision": "uuid"},
    puts={
        "author": "uuid",
        "about": "uuid",
        "kind": "text",
        "restriction": "text",
        "label": "text null",
        "rule": "text",
        "reasons": "jsonb",
        "automated": "boolean",
        "sealed": "bytea null",
        "position": "bigint",
        "sent_at": "timestamptz",
    },
    indexes=("(author, position DESC)",),
    wall=STATEMENTS,
)
view = View("statements", version=1, tables=(statements,))

END = 2**62
"""After every position."""


@view.on(StatementSent)
def sent(event: StatementSent, position: int) -> Changes:
    """One more to read."""
    yield statements.create(
        event.decision,
        author=event.subject,
        about=event.about,
        kind=event.kind,
        restriction=event.restriction,
        label=event.label,
        rule=event.rule,
        reasons=list(event.reasons),
        automated=event.automated,
        sealed=event.sealed,
        position=position,
        sent_at=event.timestamp,
    )


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement. `sealed`: the reason, under the author's key; `undone_at`: since when it no longer holds."""

    decision: UUID
    author: UUID
    about: UUID
    kind: str
    restriction: str
    label: str | None
    rule: str
    reasons: list[str]
    automated: bool
    sealed: bytes | None
    position: int
    sent_at: datetime
    undone_at: datetime | None


COLUMNS = ", ".join(f"statements.{name}" for name in statements.columns)


async def hydrate(connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, StatementRow]:
    """The statements on these decisions; absent ones are left out."""
    query = (
        f"SELECT {COLUMNS}, undone_at FROM views.statements LEFT JOIN views.decisions USING (decision)"  # noqa: S608
        " WHERE decision = ANY(%s)"
    )
    return {row.decision: row for row in await rows(connection, StatementRow, query, list(wanted))}


async def to(connection: Connection, author: UUID, before: int | None, limit: int) -> list[Placed]:
    """What an author was told, the newest first."""
    return await rows(
        connection,
        Placed,
        "SELECT decision, position FROM views.statements WHERE author = %s AND position < %s"
        " ORDER BY position DESC LIMIT %s",
        author,
        END if before is None else before,
        limit,
    )
