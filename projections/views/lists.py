"""Lists of posts, the newest first: ids and their places, over the table of `posts`. What is all told, oldest first."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from projections.connection import Connection
from projections.reading import Placed, ids, rows
from projections.restricting import DISCOVERED, SHOWN

END = 2**62
"""After every position."""

THEIRS = f"""
SELECT post, first_listed_position FROM views.posts WHERE author = followed AND {SHOWN}
AND visibility IN ('PUBLIC', 'FOLLOWERS') AND first_listed_position < %s ORDER BY first_listed_position DESC
"""  # noqa: S608 - constants only
HOME = f"""
WITH newest AS (
    SELECT followed FROM views.follows CROSS JOIN LATERAL ({THEIRS} LIMIT 1) AS head WHERE follower = %s
    ORDER BY head.first_listed_position DESC LIMIT %s
)
SELECT theirs.post, theirs.first_listed_position FROM newest CROSS JOIN LATERAL ({THEIRS} LIMIT %s) AS theirs
ORDER BY theirs.first_listed_position DESC LIMIT %s
"""  # noqa: S608 - constants only


async def latest(connection: Connection, before: int | None, limit: int) -> list[Placed]:
    """Public posts that are not limited, placed by when they first were public, the newest first."""
    return await rows(
        connection,
        Placed,
        f"SELECT post, first_public_position FROM views.posts WHERE {DISCOVERED}"  # noqa: S608 - constants only
        " AND first_public_position < %s ORDER BY first_public_position DESC LIMIT %s",
        END if before is None else before,
        limit,
    )


async def home(connection: Connection, follower: UUID, before: int | None, limit: int) -> list[Placed]:
    """Posts of those someone follows, the newest first.

    As many posts come of as many authors at most, and of those whose own newest posts are the newest: so only their
    lists are merged, and of all others one post is looked at.
    """
    end = END if before is None else before
    return await rows(connection, Placed, HOME, end, follower, limit, end, limit, limit)


async def by_author(
    connection: Connection,
    author: UUID,
    before: int | None,
    limit: int,
    visibilities: Sequence[str] = ("PUBLIC",),
    *,
    own: bool = False,
) -> list[Placed]:
    """Someone's posts of these visibilities, the newest first; those that decisions hide only in their own list."""
    return await rows(
        connection,
        Placed,
        f"SELECT post, shared_position FROM views.posts WHERE author = %s AND {'NOT removed' if own else SHOWN}"  # noqa: S608
        " AND visibility = ANY(%s) AND shared_position < %s ORDER BY shared_position DESC LIMIT %s",
        author,
        list(visibilities),
        END if before is None else before,
        limit,
    )


async def remixes(connection: Connection, post: UUID, before: int | None, limit: int) -> list[Placed]:
    """Public posts that were remixed from this one, the newest first."""
    return await rows(
        connection,
        Placed,
        "SELECT post, shared_position FROM views.posts WHERE remix_of = %s AND visibility = 'PUBLIC'"  # noqa: S608
        f" AND {SHOWN} AND shared_position < %s ORDER BY shared_position DESC LIMIT %s",
        post,
        END if before is None else before,
        limit,
    )


async def public(connection: Connection, after: int, limit: int) -> list[Placed]:
    """Public posts, limited ones too, placed by when they first were public, the oldest first."""
    return await rows(
        connection,
        Placed,
        f"SELECT post, first_public_position FROM views.posts WHERE visibility = 'PUBLIC' AND {SHOWN}"  # noqa: S608
        " AND first_public_position > %s ORDER BY first_public_position LIMIT %s",
        after,
        limit,
    )


async def people(connection: Connection, after: UUID, limit: int) -> list[UUID]:
    """Accounts after an id, in the order of their ids."""
    return await ids(
        connection, "SELECT account FROM views.accounts WHERE account > %s ORDER BY account LIMIT %s", after, limit
    )
