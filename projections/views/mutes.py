"""Who mutes whom: edges from accounts to accounts."""

from __future__ import annotations

from uuid import UUID

from domain.mutes import AccountMuted, AccountUnmuted
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import Placed, rows
from projections.tables import Table
from projections.view import View
from projections.walls import MUTES

mutes = Table(
    "mutes",
    key={"muter": "uuid", "muted": "uuid"},
    puts={"position": "bigint"},
    indexes=("(muter, position DESC)",),
    wall=MUTES,
)
turns = Table("mute_turns", key={"account": "uuid"}, puts={"position": "bigint"})
view = View("mutes", version=1, tables=(mutes, turns))

END = 2**62
"""After every position."""


@view.on(AccountMuted)
def account_muted(event: AccountMuted, position: int) -> Changes:
    """The edge is there."""
    yield mutes.create((event.actor, event.subject), position=position)
    yield turns.create(event.actor, position=position)


@view.on(AccountUnmuted)
def unmuted(event: AccountUnmuted, position: int) -> Changes:
    """The edge is gone."""
    yield mutes.remove((event.actor, event.subject))
    yield turns.create(event.actor, position=position)


async def by_muter(connection: Connection, muter: UUID, before: int | None, limit: int) -> list[Placed]:
    """Whom someone mutes, the newest first."""
    return await rows(
        connection,
        Placed,
        "SELECT muted, position FROM views.mutes WHERE muter = %s AND position < %s ORDER BY position DESC LIMIT %s",
        muter,
        END if before is None else before,
        limit,
    )
