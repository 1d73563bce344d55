"""Which posts changed since a position: what converging streams of posts are read from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from projections.connection import Connection
from projections.reading import rows
from projections.restricting import LIMITED


@dataclass(frozen=True, slots=True)
class Changed:
    """That a post changed.

    home_position    its place in the lists of followers; None if it never had one
    latest_position  its place among the latest, or among those of the tag that was asked for; None if it never had one
    visibility       to whom it is shown; `removed`: by its author or a decision, and so in no list any more
    limited          a decision leaves it, or all of its author's, out of where everyone looks
    turned_at        position of the last event that may have brought it into a list or out of it
    dropped          it no longer has the tag that was asked for
    """

    id: UUID
    author: UUID
    home_position: int | None
    latest_position: int | None
    visibility: str
    removed: bool
    limited: bool
    turned_at: int
    dropped: bool


CHANGED = f"""
SELECT post, author, first_listed_position, first_public_position, visibility, removed OR hidden > 0,
    {LIMITED}, visibility_since, false
FROM views.posts_skeleton WHERE changed_at > %s ORDER BY changed_at LIMIT %s
"""  # noqa: S608 - constants only
CHANGED_TAGGED = f"""
SELECT post, author, first_listed_position, CASE WHEN first_public_position IS NOT NULL THEN position END,
    visibility, removed OR hidden > 0, {LIMITED},
    greatest(visibility_since, position, dropped_at), dropped_at IS NOT NULL
FROM views.posts_skeleton JOIN views.tagged USING (post) WHERE tag = %s AND changed_at > %s ORDER BY changed_at LIMIT %s
"""  # noqa: S608 - constants only


async def posts_since(connection: Connection, after: int, limit: int, tag: str | None = None) -> list[Changed]:
    """Posts whose last change is after a position, in the order of those changes; all of them, gated by the caller.

    tag  only those that have it or had it
    """
    if tag is None:
        return await rows(connection, Changed, CHANGED, after, limit)
    return await rows(connection, Changed, CHANGED_TAGGED, tag, after, limit)


async def limits_turned(connection: Connection, after: int) -> bool:
    """Whether a limit on someone began or ended after a position: then all of their posts left lists, or came back."""
    query = "SELECT EXISTS (SELECT FROM views.accounts WHERE limited_since > %s)"
    (turned,) = await rows(connection, bool, query, after)
    return turned
