"""Which posts changed since a position: what converging streams of posts are read from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from projections.connection import Connection
from projections.reading import rows


@dataclass(frozen=True, slots=True)
class Changed:
    """That a post changed.

    home_position    its place in the lists of followers; None if it never had one
    latest_position  its place among the latest, or among those of the tag that was asked for; None if it never had one
    turned_at        position of the last event that may have brought it into a list or out of it
    dropped          it no longer has the tag that was asked for
    """

    id: UUID
    author: UUID
    home_position: int | None
    latest_position: int | None
    turned_at: int
    dropped: bool


CHANGED = """
SELECT post, author, first_listed_position, first_public_position, visibility_since, false
FROM views.posts WHERE changed_at > %s ORDER BY changed_at LIMIT %s
"""
CHANGED_TAGGED = """
SELECT post, author, first_listed_position, CASE WHEN first_public_position IS NOT NULL THEN position END,
    greatest(visibility_since, position, dropped_at), dropped_at IS NOT NULL
FROM views.posts JOIN views.tagged USING (post) WHERE tag = %s AND changed_at > %s ORDER BY changed_at LIMIT %s
"""


async def posts_since(connection: Connection, after: int, limit: int, tag: str | None = None) -> list[Changed]:
    """Posts whose last change is after a position, in the order of those changes; all of them, gated by the caller.

    tag  only those that have it or had it
    """
    if tag is None:
        return await rows(connection, Changed, CHANGED, after, limit)
    return await rows(connection, Changed, CHANGED_TAGGED, tag, after, limit)
