"""Posts as pages show them. The feed of latest posts is an index of this table; lists are asked for in `lists`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.comments import CommentRemoved, PostCommented
from domain.posts import LISTED, PostEdited, PostRemoved, PostShared
from domain.reactions import PostLiked, PostUnliked
from domain.restrictions import CommentLifted, CommentRestricted, PostLifted, PostRestricted, Restriction
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import ids, rows
from projections.restricting import counted
from projections.tables import Table
from projections.view import View
from projections.walls import POSTS

posts = Table(
    "posts",
    key={"post": "uuid"},
    puts={
        "author": "uuid",
        "render": "uuid",
        "visibility": "text",
        "prompt_visibility": "text",
        "tags": "jsonb",
        "remix_of": "uuid null",
        "sealed": "bytea null",
        "created_at": "timestamptz",
        "shared_position": "bigint",
        "first_listed_position": "bigint null",
        "first_public_position": "bigint null",
        "first_public_at": "timestamptz null",
        "visibility_since": "bigint",
        "removed": "boolean",
        "changed_at": "bigint",
    },
    adds=("like_count", "comment_count", "remix_count", "repost_count", "labelled", "blurred", "limited", "hidden"),
    indexes=(
        "(first_public_position DESC) WHERE visibility = 'PUBLIC' AND NOT removed",
        "(author, shared_position DESC) WHERE NOT removed",
        "(author, first_listed_position DESC) WHERE first_listed_position IS NOT NULL AND NOT removed",
        "(remix_of, shared_position DESC) WHERE remix_of IS NOT NULL",
        "(render)",
        "(changed_at)",
        "((like_count + comment_count) DESC, first_public_position DESC) WHERE visibility = 'PUBLIC' AND NOT removed",
    ),
    wall=POSTS,
    skeleton=(
        "post",
        "author",
        "remix_of",
        "visibility",
        "removed",
        "limited",
        "hidden",
        "first_listed_position",
        "first_public_position",
        "visibility_since",
        "changed_at",
    ),
)
view = View("posts", version=1, tables=(posts,))

OUT_OF_LISTS = (Restriction.LIMIT.value, Restriction.REMOVE.value)
"""Restrictions that take a post out of lists, and bring it back when they are lifted."""


@view.on(PostShared)
def shared(event: PostShared, position: int) -> Changes:
    """A new post; what it was remixed from counts it once it is public."""
    yield posts.create(
        event.subject,
        author=event.actor,
        render=event.render,
        visibility=event.visibility,
        prompt_visibility=event.prompt_visibility,
        tags=list(event.tags),
        remix_of=event.remix_of,
        sealed=event.sealed,
        created_at=event.timestamp,
        shared_position=position,
        first_listed_position=position if event.visibility in LISTED else None,
        first_public_position=position if event.first_public else None,
        first_public_at=event.timestamp if event.first_public else None,
        visibility_since=position,
        removed=False,
        changed_at=position,
    )
    yield from _remixed(event.remix_of, int(event.first_public), position)


@view.on(PostEdited)
def edited(event: PostEdited, position: int) -> Changes:
    """It says otherwise. It stays in its place among the latest, which is where it first was public."""
    yield posts.put(
        event.subject,
        visibility=event.visibility,
        prompt_visibility=event.prompt_visibility,
        tags=list(event.tags),
        sealed=event.sealed,
        changed_at=position,
    )
    if event.visibility != event.visibility_before:
        yield posts.put(event.subject, visibility_since=position)
    if event.first_listed:
        yield posts.put(event.subject, first_listed_position=position)
    if event.first_public:
        yield posts.put(event.subject, first_public_position=position, first_public_at=event.timestamp)
    yield from _remixed(event.remix_of, event.publicly, position)


@view.on(PostRemoved)
def removed(event: PostRemoved, position: int) -> Changes:
    """The row stays and is marked, so that open pages learn of it."""
    yield posts.put(event.subject, removed=True, visibility_since=position, changed_at=position)
    yield from _remixed(event.remix_of, -int(event.was_public), position)


def _remixed(source: UUID | None, more: int, position: int) -> Changes:
    if source and more:
        yield posts.add(source, remix_count=more)
        yield posts.put(source, changed_at=position)


@view.on(PostLiked)
def liked(event: PostLiked, position: int) -> Changes:
    """One like more."""
    yield posts.add(event.subject, like_count=1)
    yield posts.put(event.subject, changed_at=position)


@view.on(PostUnliked)
def unliked(event: PostUnliked, position: int) -> Changes:
    """One like less."""
    yield posts.add(event.subject, like_count=-1)
    yield posts.put(event.subject, changed_at=position)


@view.on(PostCommented)
def commented(event: PostCommented, position: int) -> Changes:
    """One comment more."""
    yield posts.add(event.subject, comment_count=1)
    yield posts.put(event.subject, changed_at=position)


@view.on(CommentRemoved)
def comment_removed(event: CommentRemoved, position: int) -> Changes:
    """One comment less."""
    yield posts.add(event.subject, comment_count=-1)
    yield posts.put(event.subject, changed_at=position)


@view.on(PostRestricted)
def restricted(event: PostRestricted, position: int) -> Changes:
    """A decision begins to stand."""
    yield from _borne(event, position)


@view.on(PostLifted)
def lifted(event: PostLifted, position: int) -> Changes:
    """A decision no longer stands."""
    yield from _borne(event, position)


def _borne(event: PostRestricted | PostLifted, position: int) -> Changes:
    yield posts.add(event.subject, **counted(event))
    yield posts.put(event.subject, changed_at=position)
    if event.restriction in OUT_OF_LISTS:
        yield posts.put(event.subject, visibility_since=position)
    yield from _remixed(event.remix_of, event.publicly, position)


@view.on(CommentRestricted)
def comment_restricted(event: CommentRestricted, position: int) -> Changes:
    """What is said under it is shown otherwise; how much is said stays."""
    yield posts.put(event.subject, changed_at=position)


@view.on(CommentLifted)
def comment_lifted(event: CommentLifted, position: int) -> Changes:
    """The same, back."""
    yield posts.put(event.subject, changed_at=position)


class PostRow(NamedTuple):
    """A post. `sealed`: caption, alt text and, where it is not hidden, the prompt, under the author's key.

    first_listed_position  when followers could see it in a list first; None if never
    first_public_position  when everyone could see it first, as `first_public_at` says in time; None if never
    visibility_since       position of the event since which it is shown to these, or removed, or a decision says so
    changed_at             position of the last event that changed what is shown
    labelled … hidden      how many decisions of each kind stand
    """

    id: UUID
    author: UUID
    render: UUID
    visibility: str
    prompt_visibility: str
    tags: list[str]
    remix_of: UUID | None
    sealed: bytes | None
    created_at: datetime
    shared_position: int
    first_listed_position: int | None
    first_public_position: int | None
    first_public_at: datetime | None
    visibility_since: int
    removed: bool
    changed_at: int
    like_count: int
    comment_count: int
    remix_count: int
    repost_count: int
    labelled: int
    blurred: int
    limited: int
    hidden: int


COLUMNS = ", ".join(posts.columns)


async def hydrate(connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, PostRow]:
    """The posts of these ids, removed ones too; absent ones are left out."""
    query = f"SELECT {COLUMNS} FROM views.posts WHERE post = ANY(%s)"  # noqa: S608 - constants only
    return {row.id: row for row in await rows(connection, PostRow, query, list(wanted))}


async def for_render(connection: Connection, renders: Sequence[UUID]) -> list[UUID]:
    """The posts that show one of these renders."""
    return await ids(connection, "SELECT post FROM views.posts WHERE render = ANY(%s)", list(renders))


async def remixed_from(connection: Connection, sources: Sequence[UUID]) -> list[UUID]:
    """All posts that were ever remixed from one of these, whoever may see them: ids to look up in the log."""
    return await ids(connection, "SELECT post FROM views.posts_skeleton WHERE remix_of = ANY(%s)", list(sources))
