"""What is being liked and talked about: tallies per post and stretch of five minutes, ranked when they are read.

Each event counts in the bucket of its own time, so finished buckets never change and a board is a function of the
position and the time it is ranked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from domain.comments import PostCommented
from domain.events import Event
from domain.reactions import PostLiked, PostUnliked
from projections.changes import Changes
from projections.connection import Connection
from projections.rankers import Bucket, Facts, Ranker, Term
from projections.reading import rows
from projections.tables import Kind, Table
from projections.view import View

BUCKET_SECONDS = 300
BOARD_DEPTH = 1_000
"""A board ranks at most this many posts: those with the most likes and comments in its window."""

tally = Table(
    "trending_tally",
    key={"bucket": "bigint", "post": "uuid"},
    puts={},
    adds=("likes_gained", "likes_lost", "comments_gained"),
    indexes=("(post, bucket)",),
    kind=Kind.TALLY,
)
view = View("trending", version=1, tables=(tally,))


def bucket_of(event: Event) -> int:
    """When the bucket of an event's time began, in seconds since 1970."""
    return int(event.timestamp.timestamp()) // BUCKET_SECONDS * BUCKET_SECONDS


@view.on(PostLiked)
def liked(event: PostLiked, position: int) -> Changes:
    """A like gained."""
    yield tally.add((bucket_of(event), event.subject), likes_gained=1)


@view.on(PostUnliked)
def unliked(event: PostUnliked, position: int) -> Changes:
    """A like lost, now; when it was gained stays as it was."""
    yield tally.add((bucket_of(event), event.subject), likes_lost=1)


@view.on(PostCommented)
def commented(event: PostCommented, position: int) -> Changes:
    """A comment gained."""
    yield tally.add((bucket_of(event), event.subject), comments_gained=1)


class Window(StrEnum):
    """How far back a board looks."""

    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    ALL = "ALL"

    def first_bucket(self, ranked_at: float) -> int:
        """The oldest bucket that counts, for a time in seconds since 1970."""
        seconds = {Window.HOUR: 3_600, Window.DAY: 86_400, Window.WEEK: 604_800}.get(self)
        return 0 if seconds is None else (int(ranked_at) - seconds) // BUCKET_SECONDS * BUCKET_SECONDS


@dataclass(frozen=True, slots=True)
class Ranked:
    """A post on a board: its place is (score, position), greater first; the terms give the score."""

    id: UUID
    score: float
    position: int
    terms: tuple[Term, ...]


class _Tallied(NamedTuple):
    post: UUID
    shared_at: datetime
    position: int
    bucket: int
    likes_gained: int
    likes_lost: int
    comments_gained: int


async def board(
    connection: Connection,
    window: Window,
    ranker: Ranker,
    ranked_at: datetime,
    limit: int,
    after: tuple[float, int] | None = None,
) -> list[Ranked]:
    """The board of public posts at a time, best first. `after` is the (score, position) of the last one seen."""
    ranked = [_rank(facts, ranker, ranked_at) for facts in await _tallied(connection, window, ranked_at)]
    ranked.sort(key=lambda row: (row.score, row.position), reverse=True)
    if after is not None:
        ranked = [row for row in ranked if (row.score, row.position) < after]
    return ranked[:limit]


def _rank(tallied: list[_Tallied], ranker: Ranker, ranked_at: datetime) -> Ranked:
    first = tallied[0]
    buckets = [Bucket(row.bucket, row.likes_gained, row.likes_lost, row.comments_gained) for row in tallied]
    terms = ranker.terms(Facts(buckets, first.shared_at.timestamp(), ranked_at.timestamp()))
    return Ranked(first.post, ranker.score(terms), first.position, terms)


async def _tallied(connection: Connection, window: Window, ranked_at: datetime) -> Iterator[list[_Tallied]]:
    """Each post's buckets in order, for the posts that a board ranks."""
    until = ranked_at.timestamp()
    since = window.first_bucket(until)
    found = await rows(
        connection,
        _Tallied,
        "WITH active AS ("
        "  SELECT post, created_at, first_public_position FROM views.trending_tally JOIN views.posts USING (post)"
        "  WHERE bucket BETWEEN %s AND %s AND visibility = 'PUBLIC' AND NOT removed"
        "  GROUP BY post, created_at, first_public_position"
        "  ORDER BY sum(likes_gained - likes_lost + comments_gained) DESC, first_public_position DESC LIMIT %s)"
        " SELECT post, created_at, first_public_position, bucket, likes_gained, likes_lost, comments_gained"
        " FROM active JOIN views.trending_tally USING (post) WHERE bucket BETWEEN %s AND %s ORDER BY post, bucket",
        since,
        int(until),
        BOARD_DEPTH,
        since,
        int(until),
    )
    return (list(group) for _, group in groupby(found, key=itemgetter(0)))
