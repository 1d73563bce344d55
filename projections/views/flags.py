"""Reports and how many there are of each kind, for moderators."""

from __future__ import annotations

from uuid import UUID

from domain.flags import Flagged
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import Placed, rows
from projections.tables import Kind, Table
from projections.view import View
from projections.walls import FLAG_COUNTS, FLAGS

flags = Table(
    "flags",
    key={"flagger": "uuid", "subject": "uuid"},
    puts={
        "kind": "text",
        "reason": "text",
        "sealed": "bytea null",
        "position": "bigint",
        "created_at": "timestamptz",
    },
    indexes=("(subject, position)", "(flagger, position DESC)"),
    wall=FLAGS,
)
counted = Table(
    "flag_counts",
    key={"subject": "uuid", "reason": "text"},
    puts={},
    adds=("flags",),
    kind=Kind.TALLY,
    wall=FLAG_COUNTS,
)
view = View("flags", version=1, tables=(flags, counted))

END = 2**62
"""After every position."""


@view.on(Flagged)
def flagged(event: Flagged, position: int) -> Changes:
    """A report; the details stay under the flagger's key."""
    yield flags.create(
        (event.actor, event.subject),
        kind=event.kind,
        reason=event.reason,
        sealed=event.sealed,
        position=position,
        created_at=event.timestamp,
    )
    yield counted.add((event.subject, event.reason), flags=1)


async def by(connection: Connection, flagger: UUID, before: int | None, limit: int) -> list[Placed]:
    """What someone flagged, the newest first."""
    return await rows(
        connection,
        Placed,
        "SELECT subject, position FROM views.flags WHERE flagger = %s AND position < %s"
        " ORDER BY position DESC LIMIT %s",
        flagger,
        END if before is None else before,
        limit,
    )


async def counts(connection: Connection, subject: UUID) -> dict[str, int]:
    """How many people flagged a thing, by reason."""
    found = await rows(connection, _pair, "SELECT reason, flags FROM views.flag_counts WHERE subject = %s", subject)
    return dict(found)


def _pair(reason: str, flags: int) -> tuple[str, int]:
    return reason, flags
