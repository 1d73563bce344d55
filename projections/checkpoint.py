"""How far the views have come, and whether they are whole."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from projections.connection import Connection
from projections.reading import reachable, rows
from projections.walls import SETTING

SERVING = "serving"
"""The group of views that answers queries."""

ENTER = f"""
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
LOCK TABLE views.checkpoint IN ACCESS SHARE MODE;
SELECT position, set_config('{SETTING}', '{{viewer}}', true) FROM views.checkpoint WHERE name = '{SERVING}'
"""  # noqa: S608 - constants, and a viewer's id, which is a UUID
CHANNEL = "limn_checkpoint"
"""Notified with the position, as decimal text, whenever the checkpoint of the serving views moved."""


async def position(connection: Connection) -> int:
    """The position that all serving views are at; zero before the first fold."""
    found = await rows(connection, int, "SELECT position FROM views.checkpoint WHERE name = %s", SERVING)
    return found[0] if found else 0


async def enter(connection: Connection, viewer: UUID | None = None) -> int:
    """Begin a transaction in which a viewer reads: the position of all that they will see.

    The lock comes before the snapshot, so that a rebuilt view cannot take its place between this snapshot and a
    later query of it; it keeps nobody from reading, and no engine from going on. All goes as one message, which
    spares the process two waits of a tenth of a millisecond.
    """
    with reachable():
        cursor = await connection.execute(ENTER.format(viewer=viewer or ""), prepare=False)
        while cursor.nextset():
            pass
        row = await cursor.fetchone()
    return row[0] if row else 0


@dataclass(frozen=True, slots=True)
class Status:
    """A view as `log` shows it.

    lag       events of the log that it has not seen yet
    parked    events it could not fold
    complete  nothing is parked; only a rebuild mends a view that is not
    """

    name: str
    version: int
    position: int
    lag: int
    parked: int
    complete: bool


async def statuses(connection: Connection) -> list[Status]:
    """Every installed view."""
    return await rows(
        connection,
        Status,
        "SELECT view, version, checkpoint.position, greatest(head.position - checkpoint.position, 0),"
        " count(parked.position), count(parked.position) = 0"
        " FROM views.installed CROSS JOIN views.checkpoint CROSS JOIN log.head LEFT JOIN views.parked USING (view)"
        " WHERE checkpoint.name = %s GROUP BY view, version, checkpoint.position, head.position ORDER BY view",
        SERVING,
    )
