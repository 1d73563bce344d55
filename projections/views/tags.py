"""Which posts stand under which tags, and what is found by tags and handles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from domain.posts import PostEdited, PostShared
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import Placed, prefix, rows
from projections.restricting import DISCOVERED
from projections.tables import Table
from projections.view import View

tagged = Table(
    "tagged",
    key={"tag": "text", "post": "uuid"},
    puts={"position": "bigint", "dropped_at": "bigint null"},
    indexes=("(tag, position DESC)", "(tag text_pattern_ops) WHERE dropped_at IS NULL", "(post)"),
)
view = View("tags", version=1, tables=(tagged,))

END = 2**62
"""After every position."""
RECENT = 1_000
"""Public posts, the newest, whose tags are the popular ones."""


@view.on(PostShared)
def shared(event: PostShared, position: int) -> Changes:
    """A new post under its tags."""
    for tag in event.tags:
        yield tagged.create((tag, event.subject), position=position, dropped_at=None)


@view.on(PostEdited)
def edited(event: PostEdited, position: int) -> Changes:
    """It stands where it came to a tag, or where it first was public; a dropped one stays, marked for open pages."""
    for tag in event.tags:
        if event.first_public or tag not in event.tags_before:
            yield tagged.create((tag, event.subject), position=position, dropped_at=None)
    for tag in event.tags_before:
        if tag not in event.tags:
            yield tagged.put((tag, event.subject), dropped_at=position)


async def latest(connection: Connection, tag: str, before: int | None, limit: int) -> list[Placed]:
    """Public posts with a tag, placed by when they came to it, the newest first."""
    return await rows(
        connection,
        Placed,
        "SELECT post, position FROM views.tagged JOIN views.posts USING (post)"  # noqa: S608 - constants only
        f" WHERE tag = %s AND position < %s AND dropped_at IS NULL AND {DISCOVERED}"
        " ORDER BY position DESC LIMIT %s",
        tag,
        END if before is None else before,
        limit,
    )


BY_TAG = "EXISTS (SELECT FROM views.tagged WHERE tagged.post = posts.post AND dropped_at IS NULL AND tag LIKE %s)"
BY_AUTHOR = "EXISTS (SELECT FROM views.accounts WHERE account = author AND handle LIKE %s)"
SIGNS = {"#": (BY_TAG,), "@": (BY_AUTHOR,)}


async def search(connection: Connection, words: Sequence[str], before: int | None, limit: int) -> list[Placed]:
    """Public posts that every word finds, placed by when they first were public, the newest first.

    words  the beginning of a tag (`#sea`), of the author's handle (`@ada`) or of either (`sea`), at least one
    """
    found, values = [], []
    for word in words:
        conditions = SIGNS.get(word[0], (BY_TAG, BY_AUTHOR))
        found.append(f"({' OR '.join(conditions)})")
        values += [prefix(word.lstrip("#@"))] * len(conditions)
    return await rows(
        connection,
        Placed,
        f"SELECT post, first_public_position FROM views.posts WHERE {DISCOVERED}"  # noqa: S608 - constants only
        f" AND {' AND '.join(found)} AND first_public_position < %s ORDER BY first_public_position DESC LIMIT %s",
        *values,
        END if before is None else before,
        limit,
    )


class TagCount(NamedTuple):
    """A tag, and how many of the newest public posts have it."""

    tag: str
    posts: int


async def popular(connection: Connection, limit: int) -> list[TagCount]:
    """The tags that most of the newest public posts have."""
    return await rows(
        connection,
        TagCount,
        f"SELECT tag, count(*) FROM (SELECT tags FROM views.posts WHERE {DISCOVERED}"  # noqa: S608 - constants only
        " ORDER BY first_public_position DESC LIMIT %s) newest, jsonb_array_elements_text(tags) AS tag"
        " GROUP BY tag ORDER BY count(*) DESC, tag LIMIT %s",
        RECENT,
        limit,
    )
