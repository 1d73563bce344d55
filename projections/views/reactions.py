"""Who likes what: edges from accounts to posts."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from domain.reactions import PostLiked, PostUnliked
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import ids
from projections.tables import Table
from projections.view import View

likes = Table(
    "likes",
    key={"account": "uuid", "post": "uuid"},
    puts={"position": "bigint"},
    indexes=("(post, position DESC)",),
)
view = View("reactions", version=1, tables=(likes,))


@view.on(PostLiked)
def linked(event: PostLiked, position: int) -> Changes:
    """The edge is there."""
    yield likes.create((event.actor, event.subject), position=position)


@view.on(PostUnliked)
def unlinked(event: PostUnliked, position: int) -> Changes:
    """The edge is gone."""
    yield likes.remove((event.actor, event.subject))


async def liked(connection: Connection, account: UUID, wanted: Sequence[UUID]) -> set[UUID]:
    """Those of the posts that the account likes."""
    found = await ids(
        connection, "SELECT post FROM views.likes WHERE account = %s AND post = ANY(%s)", account, list(wanted)
    )
    return set(found)
