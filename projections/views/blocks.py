"""Who blocks whom: edges from accounts to accounts."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from domain.blocks import AccountBlocked, AccountUnblocked
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import Placed, rows
from projections.tables import Table
from projections.view import View
from projections.walls import BLOCKS

blocks = Table(
    "blocks",
    key={"blocker": "uuid", "blocked": "uuid"},
    puts={"position": "bigint"},
    indexes=("(blocked)", "(blocker, position DESC)"),
    wall=BLOCKS,
)
turns = Table("block_turns", key={"account": "uuid"}, puts={"position": "bigint"})
view = View("blocks", version=1, tables=(blocks, turns))

END = 2**62
"""After every position."""
KINDS = ("blocked", "blocking", "muted")
"""Of ties."""


@view.on(AccountBlocked)
def account_blocked(event: AccountBlocked, position: int) -> Changes:
    """The edge is there."""
    yield blocks.create((event.actor, event.subject), position=position)
    yield from _turned(event, position)


@view.on(AccountUnblocked)
def unblocked(event: AccountUnblocked, position: int) -> Changes:
    """The edge is gone."""
    yield blocks.remove((event.actor, event.subject))
    yield from _turned(event, position)


def _turned(event: AccountBlocked | AccountUnblocked, position: int) -> Changes:
    """When what either sees of the other changed last: their open pages begin anew."""
    yield turns.create(event.actor, position=position)
    yield turns.create(event.subject, position=position)


class Tie(NamedTuple):
    """Someone whom an account blocks, who blocks it, or whom it mutes."""

    account: UUID
    kind: str


async def ties(connection: Connection, account: UUID) -> dict[str, frozenset[UUID]]:
    """Whom an account blocks ("blocked"), who blocks it ("blocking"), and whom it mutes ("muted")."""
    found = await rows(
        connection,
        Tie,
        "SELECT blocked, 'blocked' FROM views.blocks WHERE blocker = %s"
        " UNION ALL SELECT blocker, 'blocking' FROM views.blocks WHERE blocked = %s"
        " UNION ALL SELECT muted, 'muted' FROM views.mutes WHERE muter = %s",
        account,
        account,
        account,
    )
    return {kind: frozenset(tie.account for tie in found if tie.kind == kind) for kind in KINDS}


async def turned_at(connection: Connection, account: UUID) -> int:
    """Position of the last event that made or ended a block by or of an account, or a mute or role of its own; or 0."""
    found = await rows(
        connection,
        int,
        "SELECT greatest((SELECT position FROM views.block_turns WHERE account = %s),"
        " (SELECT position FROM views.mute_turns WHERE account = %s),"
        " (SELECT position FROM views.role_turns WHERE account = %s), 0)",
        account,
        account,
        account,
    )
    return found[0]


async def by_blocker(connection: Connection, blocker: UUID, before: int | None, limit: int) -> list[Placed]:
    """Whom someone blocks, the newest first."""
    return await rows(
        connection,
        Placed,
        "SELECT blocked, position FROM views.blocks WHERE blocker = %s AND position < %s"
        " ORDER BY position DESC LIMIT %s",
        blocker,
        END if before is None else before,
        limit,
    )
