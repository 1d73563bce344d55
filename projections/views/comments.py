"""What was said under posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.comments import CommentRemoved, PostCommented
from domain.restrictions import CommentLifted, CommentRestricted
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import Placed, rows
from projections.restricting import counted
from projections.tables import Table
from projections.view import View
from projections.walls import COMMENTS

comments = Table(
    "comments",
    key={"comment": "uuid"},
    puts={
        "post": "uuid",
        "author": "uuid",
        "reply_to": "uuid null",
        "sealed": "bytea null",
        "position": "bigint",
        "created_at": "timestamptz",
        "removed": "boolean",
    },
    adds=("reply_count", "labelled", "hidden"),
    indexes=("(post, position) WHERE reply_to IS NULL", "(reply_to, position) WHERE reply_to IS NOT NULL"),
    wall=COMMENTS,
    skeleton=("comment", "reply_to", "position"),
)
view = View("comments", version=1, tables=(comments,))


@view.on(PostCommented)
def commented(event: PostCommented, position: int) -> Changes:
    """A comment, and one reply more for what it answers."""
    yield comments.create(
        event.comment,
        post=event.subject,
        author=event.actor,
        reply_to=event.reply_to,
        sealed=event.sealed,
        position=position,
        created_at=event.timestamp,
        removed=False,
    )
    if event.reply_to:
        yield comments.add(event.reply_to, reply_count=1)


@view.on(CommentRemoved)
def comment_removed(event: CommentRemoved, position: int) -> Changes:
    """Its words go; its place stays, for what answered it."""
    yield comments.put(event.comment, sealed=None, removed=True)


@view.on(CommentRestricted)
def restricted(event: CommentRestricted, position: int) -> Changes:
    """A decision begins to stand."""
    yield comments.add(event.comment, **counted(event))


@view.on(CommentLifted)
def lifted(event: CommentLifted, position: int) -> Changes:
    """A decision no longer stands."""
    yield comments.add(event.comment, **counted(event))


STANDING = "(NOT removed OR reply_count > 0)"
"""What is listed: a removed comment only where something was ever said to it."""


class CommentRow(NamedTuple):
    """A comment. `sealed`: its text under its author's key; `reply_count`: all there ever were; then decisions."""

    id: UUID
    post: UUID
    author: UUID
    reply_to: UUID | None
    sealed: bytes | None
    position: int
    created_at: datetime
    removed: bool
    reply_count: int
    labelled: int
    hidden: int


COLUMNS = ", ".join(comments.columns)


async def hydrate(connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, CommentRow]:
    """The comments of these ids; absent ones are left out."""
    query = f"SELECT {COLUMNS} FROM views.comments WHERE comment = ANY(%s)"  # noqa: S608 - constants only
    return {row.id: row for row in await rows(connection, CommentRow, query, list(wanted))}


async def replied(connection: Connection, wanted: Sequence[UUID], upto: int) -> dict[UUID, int]:
    """How many replies comments had got up to a position, of those that had any."""
    query = (
        "SELECT reply_to, count(*) FROM views.comments_skeleton WHERE reply_to = ANY(%s) AND position <= %s"
        " GROUP BY reply_to"
    )
    return dict(await rows(connection, _pair, query, list(wanted), upto))


def _pair(comment: UUID, replies: int) -> tuple[UUID, int]:
    return comment, replies


async def under(connection: Connection, post: UUID, after: int | None, limit: int) -> list[Placed]:
    """The comments under a post that answer no other, the oldest first."""
    return await rows(
        connection,
        Placed,
        "SELECT comment, position FROM views.comments WHERE post = %s AND reply_to IS NULL AND position > %s"  # noqa: S608
        f" AND {STANDING} ORDER BY position LIMIT %s",
        post,
        after or 0,
        limit,
    )


async def replies(connection: Connection, comment: UUID, after: int | None, limit: int) -> list[Placed]:
    """The replies to a comment, the oldest first."""
    return await rows(
        connection,
        Placed,
        "SELECT comment, position FROM views.comments WHERE reply_to = %s AND position > %s"  # noqa: S608
        f" AND {STANDING} ORDER BY position LIMIT %s",
        comment,
        after or 0,
        limit,
    )
