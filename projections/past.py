"""What things were at a position of the log: rows that the views' own functions fold, from the events of each thing.

A thing's own stream says what became of it, and is short. What others do to it is counted in tallies: in all buckets
before that of the position, and of that one from the log. So a post with a million likes costs as much as one with ten.
What is listed where, and which comments stand under a post, rows of the present tell: nothing ever loses its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from domain.errors import DomainError, ErrorCode
from domain.identity import relation_id
from domain.log import Recorded
from projections.buckets import Counts, before, bucket_at, counted_before
from projections.changes import Update
from projections.connection import Connection
from projections.fold import Batch, Fold
from projections.history import History
from projections.tables import Table
from projections.view import View
from projections.views import accounts, cases, comments, follows, posts, reactions, trending
from projections.views.accounts import AccountRow
from projections.views.cases import DecisionRow
from projections.views.comments import CommentRow
from projections.views.posts import PostRow
from projections.writing import standing

R = TypeVar("R")
BEGINNING = datetime.fromtimestamp(0, UTC)
"""The time of the position before all events, of which none is needed."""
MOST = 20_000
"""So many events of the things on one page are folded at most."""


class Past:
    """A position of the log, and the views as they were there. The connection is one that reads their present rows.

    time  that the position was found by, if it was
    """

    def __init__(self, history: History, position: int, time: datetime | None = None) -> None:
        self.position = position
        self._history = history
        self._time = time
        self._head: tuple[int, int] | None = None

    async def moment(self) -> datetime:
        """The time that was named, or that of the position."""
        if self._time is None:
            self._time = await self._history.time_of(self.position) if self.position else BEGINNING
        return self._time

    async def posts_then(self, connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, PostRow]:
        """The posts of these ids that there were, removed ones too. A remix counts by events of its own."""
        remixes = await posts.remixed_from(connection, wanted)
        batch = await self._folded(posts.view, {*wanted, *remixes})
        rows = {row.id: row for row in _made(batch, posts.posts, PostRow) if row.id in set(wanted)}
        counts = await self._counts(connection, trending.view, trending.tally, list(rows))
        last = await self._history.last_about(list(rows), self.position, Fold([posts.view]).topics)
        return {
            post: row._replace(
                like_count=_count(counts, post, "likes_gained") - _count(counts, post, "likes_lost"),
                comment_count=_count(counts, post, "comments_gained") - _count(counts, post, "comments_lost"),
                changed_at=max(row.changed_at, last.get(post, 0)),
            )
            for post, row in rows.items()
        }

    async def accounts_then(self, connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, AccountRow]:
        """The accounts of these ids that there were."""
        batch = await self._folded(accounts.view, wanted)
        rows = {row.id: row for row in _made(batch, accounts.accounts, AccountRow)}
        counts = await self._counts(connection, accounts.view, accounts.tally, list(rows))
        return {
            account: row._replace(
                follower_count=_count(counts, account, "follower_count"),
                following_count=_count(counts, account, "following_count"),
                post_count=_count(counts, account, "post_count"),
            )
            for account, row in rows.items()
        }

    async def comments_then(self, connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, CommentRow]:
        """The comments of these ids that there were. What is decided on one stands in streams of the decisions."""
        decided = await cases.decided_on(connection, wanted)
        replied = await comments.replied(connection, wanted, self.position)
        batch = await self._folded(comments.view, {*wanted, *decided})
        return {
            row.id: row._replace(reply_count=replied.get(row.id, 0))
            for row in _made(batch, comments.comments, CommentRow)
        }

    async def decisions_then(self, connection: Connection, subjects: Sequence[UUID]) -> dict[UUID, list[DecisionRow]]:
        """All that had been decided on things, the oldest first."""
        batch = await self._folded(cases.view, await cases.rounds_on(connection, subjects))
        found: dict[UUID, list[DecisionRow]] = {subject: [] for subject in subjects}
        for row in sorted(_made(batch, cases.decisions, DecisionRow), key=lambda row: row.position):
            found[row.subject].append(row)
        return found

    async def liked_then(self, account: UUID, wanted: Sequence[UUID]) -> set[UUID]:
        """Those of the posts that the account liked."""
        batch = await self._folded(reactions.view, [relation_id("like", account, post) for post in wanted])
        return {post for _, post in _keys(batch, reactions.likes)}

    async def followed_then(self, follower: UUID, wanted: Iterable[UUID]) -> set[UUID]:
        """Those of the accounts that the follower followed."""
        batch = await self._folded(follows.view, [relation_id("follow", follower, account) for account in wanted])
        return {account for _, account in _keys(batch, follows.follows)}

    async def _folded(self, view: View, streams: Iterable[UUID]) -> Batch:
        fold, batch, ids = Fold([view]), Batch(), list(streams)
        if ids and self.position:
            fold.into(batch, _few(await self._history.streams(ids, self.position, fold.topics, MOST + 1)))
        return batch

    async def _counts(self, connection: Connection, view: View, tally: Table, things: Sequence[UUID]) -> Counts:
        """What the tally of a view had of things."""
        if not things:
            return {}
        bucket, began = await self._bucket()
        counts = await counted_before(connection, tally, things, bucket)
        fold, batch = Fold([view]), Batch()
        fold.into(batch, _few(await self._history.among(things, began, self.position, fold.topics, MOST + 1)))
        place = list(tally.key).index("bucket")
        for key, effect in batch.tables[tally].items():
            assert isinstance(key, tuple)
            assert isinstance(effect, Update), "a tally is only added to"
            here = counts.setdefault(key[1 - place], dict.fromkeys(tally.adds, 0))
            for name, more in effect.adds.items():
                here[name] += more
        return counts

    async def _bucket(self) -> tuple[int, int]:
        """The bucket of the position, and the position of the last event before it."""
        if self._head is None:
            bucket = bucket_at(await self._history.time_of(self.position))
            self._head = bucket, await self._history.position_at(before(bucket), self.position)
        return self._head


def _made(batch: Batch, table: Table, make: Callable[..., R]) -> list[R]:
    """The rows that stand in a table once a batch has come to it while it was empty."""
    return [make(*cells) for cells in standing(table, batch.tables[table])]


def _keys(batch: Batch, table: Table) -> list[tuple[UUID, UUID]]:
    return [(cells[0], cells[1]) for cells in standing(table, batch.tables[table])]  # type: ignore[misc]


def _count(counts: Counts, thing: UUID, name: str) -> int:
    return counts.get(thing, {}).get(name, 0)


def _few(events: Sequence[Recorded]) -> Sequence[Recorded]:
    if len(events) > MOST:
        raise DomainError(
            ErrorCode.GONE, "Too much has happened to this to be told as of then. Ask for less at a time."
        )
    return events
