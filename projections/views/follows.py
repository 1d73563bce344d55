"""Who follows whom: edges from accounts to accounts."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from domain.follows import AccountFollowed, AccountUnfollowed
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import ids
from projections.tables import Table
from projections.view import View
from projections.walls import FOLLOWS

follows = Table(
    "follows",
    key={"follower": "uuid", "followed": "uuid"},
    puts={"position": "bigint"},
    indexes=("(followed, position DESC)",),
    wall=FOLLOWS,
)
view = View("follows", version=1, tables=(follows,))


@view.on(AccountFollowed)
def followed(event: AccountFollowed, position: int) -> Changes:
    """The edge is there."""
    yield follows.create((event.actor, event.subject), position=position)


@view.on(AccountUnfollowed)
def unfollowed(event: AccountUnfollowed, position: int) -> Changes:
    """The edge is gone."""
    yield follows.remove((event.actor, event.subject))


async def following(connection: Connection, follower: UUID, wanted: Sequence[UUID]) -> set[UUID]:
    """Those of the accounts that the follower follows."""
    found = await ids(
        connection,
        "SELECT followed FROM views.follows WHERE follower = %s AND followed = ANY(%s)",
        follower,
        list(wanted),
    )
    return set(found)
