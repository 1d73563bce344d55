"""The streams of posts: a feed, and one post."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence, Set
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
from api.ties import turns
from domain.errors import not_found
from domain.events import Event
from domain.follows import AccountFollowed, AccountUnfollowed
from domain.log import Recorded
from domain.posts import LISTED, Visibility
from domain.restrictions import AccountLifted, AccountRestricted
from projections.views import changed, posts

MOST_CHANGES = 500
"""In one delta; with more, running the query again is cheaper for both sides."""
POST_EVENTS = frozenset(posts.view.handlers)
"""After these events a post may look different."""

DISCOVERY_EVENTS = POST_EVENTS | {AccountRestricted, AccountLifted}
"""And after these, lists of everyone's posts."""

Place = Callable[[changed.Changed], int | None]
"""Since which position a post is in a feed, if it is or ever was."""


def latest(context: StreamContext, tag: str | None, start: Start) -> AsyncGenerator[FeedDelta, None]:
    """All public posts, or those with a tag. A tie that is made or ended is a reset, and so is a role."""
    viewer = context.viewer

    async def read(gate: Gate, since: int) -> list[PostChange] | None:
        if await gate.turned_since(since):
            return None
        if await gate.read(lambda connection: changed.limits_turned(connection, since)):
            return None
        return await _changes(gate, since, tag, lambda row: row.latest_position, _discovered)

    def touches(event: Event) -> bool:
        return type(event) in DISCOVERY_EVENTS or turns(event, viewer)

    return converge(context, start, FeedDelta, touches, read, _authors)


def home(context: StreamContext, start: Start) -> AsyncGenerator[FeedDelta, None]:
    """Posts of those whom the viewer follows. Following others is a reset: their old posts come and go with it."""
    viewer = context.required_viewer()

    def resets(event: Event) -> bool:
        follows = isinstance(event, AccountFollowed | AccountUnfollowed) and event.actor == viewer
        return follows or turns(event, viewer)

    async def read(gate: Gate, since: int) -> list[PostChange] | None:
        events = await _events(context, gate, since)
        if events is None or any(resets(row.event) for row in events):
            return None
        moved = await gate.read(lambda connection: changed.posts_since(connection, since, MOST_CHANGES + 1))
        authors = {row.author for row in moved}
        followed = {author for author in authors if await gate.follows(author)}
        return await _changes(
            gate,
            since,
            None,
            lambda row: row.home_position if row.author in followed else None,
            lambda row: row.visibility in LISTED,
        )

    return converge(context, start, FeedDelta, lambda event: type(event) in POST_EVENTS or resets(event), read)


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
        if turns(event, context.viewer):
            return True
        return type(event) in POST_EVENTS and post in (event.subject, getattr(event, "remix_of", None))

    async def read(gate: Gate, since: int) -> list[PostChange]:
        row = await gate.post(post)
        if row is None:
            return [_gone(post)]
        return [_present(gate, row, row.shared_position > since)] if row.changed_at > since else []

    async with aclosing(converge(context, start, FeedDelta, touches, read)) as deltas:
        async for delta in deltas:
            delta.last = any(change.kind is ChangeKind.REMOVED for change in delta.changes)
            yield delta
            if delta.last:
                return


async def _events(context: StreamContext, gate: Gate, since: int) -> Sequence[Recorded] | None:
    """What happened after a position, as far as a gate shows it; None where the tail does not reach back so far."""
    await context.live.tail.moved(await gate.snapshot.position() - 1)
    return context.live.tail.since(since)


async def _changes(
    gate: Gate, since: int, tag: str | None, place: Place, lists: Callable[[changed.Changed], bool]
) -> list[PostChange] | None:
    moved = await gate.read(lambda connection: changed.posts_since(connection, since, MOST_CHANGES + 1, tag))
    if len(moved) > MOST_CHANGES:
        return None
    parted = (await gate.ties()).all
    placed = [(one, began) for one in moved if (began := place(one)) is not None and one.author not in parted]
    wanted = [one.id for one, _ in placed if lists(one) and not one.removed and not one.dropped]
    rows = dict(zip(wanted, await gate.posts(wanted), strict=True))
    changes = []
    for one, began in placed:
        if row := rows.get(one.id):
            changes.append(_present(gate, row, one.turned_at > since))
        elif began <= since < one.turned_at:  # it was there then, and who was told once need not hear of it again
            gate.touched.add(one.author)
            changes.append(_gone(one.id, one.author))
    return changes


def _authors(changes: Sequence[PostChange]) -> Set[UUID]:
    return {change.author for change in changes if change.author}


def _discovered(one: changed.Changed) -> bool:
    return one.visibility == Visibility.PUBLIC and not one.limited


def _present(gate: Gate, row: posts.PostRow, new: bool) -> PostChange:
    kind = ChangeKind.ADDED if new else ChangeKind.UPDATED
    post = strawberry.ID(node_id(NodeKind.POST, row.id))
    return PostChange(author=row.author, kind=kind, post_id=post, post=Post(row=row, gate=gate))


def _gone(post: UUID, author: UUID | None = None) -> PostChange:
    post_id = strawberry.ID(node_id(NodeKind.POST, post))
    return PostChange(author=author, kind=ChangeKind.REMOVED, post_id=post_id, post=None)
