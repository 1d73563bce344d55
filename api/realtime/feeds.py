"""The streams of posts: a feed, and one post."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from uuid import UUID

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id
from api.realtime.converging import converge
from api.realtime.live import Start, StreamContext
from api.realtime.types import ChangeKind, FeedDelta, PostChange
from api.schema.posts import Post
from api.schema.scalars import Position
from domain.errors import not_found
from domain.events import Event
from domain.follows import AccountFollowed, AccountUnfollowed
from domain.posts import Visibility
from projections.views import changed, posts

MOST_CHANGES = 500
"""In one delta; with more, running the query again is cheaper for both sides."""
POST_EVENTS = frozenset(posts.view.handlers)
"""After these events a post may look different."""

Place = Callable[[changed.Changed], int | None]
"""Since which position a post is in a feed, if it is or ever was."""


def latest(context: StreamContext, tag: str | None, start: Start) -> AsyncGenerator[FeedDelta, None]:
    """All public posts, or those with a tag."""

    async def read(gate: Gate, since: int) -> list[PostChange] | None:
        return await _changes(gate, since, tag, lambda row: row.latest_position, {Visibility.PUBLIC})

    return converge(context, start, lambda event: type(event) in POST_EVENTS, read)


def home(context: StreamContext, start: Start) -> AsyncGenerator[FeedDelta, None]:
    """Posts of those whom the viewer follows. Following others is a reset: their old posts come and go with it."""
    viewer = context.required_viewer()
    tail = context.live.tail

    def turns(event: Event) -> bool:
        return isinstance(event, AccountFollowed | AccountUnfollowed) and event.actor == viewer

    async def read(gate: Gate, since: int) -> list[PostChange] | None:
        await tail.moved(await gate.snapshot.position() - 1)  # what the snapshot shows, the tail can tell
        events = tail.since(since)
        if events is None or any(turns(row.event) for row in events):
            return None
        moved = await gate.read(lambda connection: changed.posts_since(connection, since, MOST_CHANGES + 1))
        authors = {row.author for row in moved}
        followed = {author for author in authors if await gate.follows(author)}
        return await _changes(
            gate,
            since,
            None,
            lambda row: row.home_position if row.author in followed else None,
            {Visibility.PUBLIC, Visibility.FOLLOWERS},
        )

    return converge(context, start, lambda event: type(event) in POST_EVENTS or turns(event), read)


async def one_post(context: StreamContext, post: UUID, start: Start) -> AsyncGenerator[FeedDelta, None]:
    """One post, until it is gone. Who resumes is told REMOVED of whatever cannot be seen: it looks like all absence."""
    gate = await context.fresh()
    seen = await gate.post(post)
    position = await gate.snapshot.position()
    if seen is None:
        if not start.resumed:
            raise not_found()
        context.position = position
        yield FeedDelta(position=Position(position), reset=False, changes=[_gone(post)])
        return
    await context.close()
    if not start.resumed:
        start = Start(position, resumed=False)

    def touches(event: Event) -> bool:
        if isinstance(event, AccountUnfollowed):
            return event.actor == context.viewer
        return type(event) in POST_EVENTS and post in (event.subject, getattr(event, "remix_of", None))

    async def read(gate: Gate, since: int) -> list[PostChange]:
        row = await gate.post(post)
        if row is None:
            return [_gone(post)]
        return [_present(gate, row, row.shared_position > since)] if row.changed_at > since else []

    async with aclosing(converge(context, start, touches, read)) as deltas:
        async for delta in deltas:
            yield delta
            if any(change.kind is ChangeKind.REMOVED for change in delta.changes):
                return


async def _changes(
    gate: Gate, since: int, tag: str | None, place: Place, shown: set[Visibility]
) -> list[PostChange] | None:
    moved = await gate.read(lambda connection: changed.posts_since(connection, since, MOST_CHANGES + 1, tag))
    if len(moved) > MOST_CHANGES:
        return None
    placed = [(one, began) for one in moved if (began := place(one)) is not None]
    rows = await gate.posts([one.id for one, _ in placed])
    changes = []
    for (one, began), row in zip(placed, rows, strict=True):
        if row is not None and row.visibility in shown and not one.dropped:
            changes.append(_present(gate, row, one.turned_at > since))
        elif began <= since < one.turned_at:  # it was there then, and who was told once need not hear of it again
            changes.append(_gone(one.id))
    return changes


def _present(gate: Gate, row: posts.PostRow, new: bool) -> PostChange:
    kind = ChangeKind.ADDED if new else ChangeKind.UPDATED
    post = strawberry.ID(node_id(NodeKind.POST, row.id))
    return PostChange(kind=kind, post_id=post, post=Post(row=row, gate=gate))


def _gone(post: UUID) -> PostChange:
    return PostChange(kind=ChangeKind.REMOVED, post_id=strawberry.ID(node_id(NodeKind.POST, post)), post=None)
