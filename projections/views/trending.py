"""What is being liked and talked about: tallies per post and stretch of five minutes, ranked when they are read.

Each event counts in the bucket of its own time, and time never runs against position. So a position has all of the
buckets before its own, nothing of those after, and of its own what is tallied less what came later: a board is a
function of the position and the time it is ranked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from domain.comments import CommentRemoved, PostCommented
from domain.errors import DomainError, ErrorCode
from domain.reactions import PostLiked, PostUnliked
from projections.buckets import BUCKET_SECONDS, before, bucket_at, bucket_of
from projections.changes import Changes, Update
from projections.connection import Connection
from projections.fold import Batch, Fold
from projections.history import Timeline
from projections.rankers import Bucket, Facts, Ranker, Term
from projections.reading import rows
from projections.restricting import DISCOVERED
from projections.tables import Kind, Table
from projections.view import View

BOARD_DEPTH = 1_000
"""A board ranks at most this many posts: those with the most likes and comments in its window."""
PAGE = 1_000
MOST_FOLDED = 100_000
"""A board at a position with more events than these to either end of its bucket is not told."""

tally = Table(
    "trending_tally",
    key={"bucket": "bigint", "post": "uuid"},
    puts={},
    adds=("likes_gained", "likes_lost", "comments_gained", "comments_lost"),
    indexes=("(post, bucket)",),
    kind=Kind.TALLY,
)
view = View("trending", version=1, tables=(tally,))


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


@view.on(CommentRemoved)
def comment_removed(event: CommentRemoved, position: int) -> Changes:
    """A comment lost, now."""
    yield tally.add((bucket_of(event), event.subject), comments_lost=1)


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


ARRAYS = ", ".join(f"array_agg({name} ORDER BY bucket)" for name in ("bucket", *tally.adds))
"""A row for each post, not for each of its buckets: a popular one has hundreds."""
GATHERED = f"""
SELECT post, first_public_at, first_public_position, {ARRAYS} FROM active JOIN buckets USING (post)
GROUP BY post, first_public_at, first_public_position
"""  # noqa: S608 - constants only
TALLIED = """
WITH tally AS NOT MATERIALIZED ({tally}), active AS (
    SELECT post, first_public_at, first_public_position FROM tally JOIN views.posts USING (post)
    WHERE bucket BETWEEN %s AND %s AND {discovered} AND first_public_position <= %s
    GROUP BY post, first_public_at, first_public_position {having}
    ORDER BY sum(likes_gained - likes_lost + comments_gained - comments_lost) DESC, first_public_position DESC LIMIT %s
), buckets AS (
    SELECT post, bucket, {counters} FROM active JOIN tally USING (post) WHERE bucket BETWEEN %s AND %s {grouped}
)
{gathered}
"""
PRESENT = TALLIED.format(
    tally="SELECT * FROM views.trending_tally",
    discovered=DISCOVERED,
    having="",
    counters=", ".join(tally.adds),
    grouped="",
    gathered=GATHERED,
)
OF_ALL = f"""
WITH active AS (
    SELECT post, first_public_at, first_public_position FROM views.posts
    WHERE {DISCOVERED} AND like_count + comment_count > 0
    ORDER BY like_count + comment_count DESC, first_public_position DESC LIMIT %s
), buckets AS (SELECT * FROM views.trending_tally WHERE bucket <= %s)
{GATHERED}
"""  # noqa: S608 - constants only
"""Over all time a post's counters are the sums of its buckets, and an index of posts has them in order."""
TOUCHED = f"HAVING sum({' + '.join(tally.adds)}) > 0"
PAST = TALLIED.format(
    tally="""
    SELECT * FROM views.trending_tally WHERE bucket <= %s
    UNION ALL SELECT %s::bigint AS bucket, *
        FROM unnest(%s::uuid[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[]) AS moved""",
    discovered=DISCOVERED,
    having=TOUCHED,
    counters=", ".join(f"sum({name})::bigint AS {name}" for name in tally.adds),
    grouped=f"GROUP BY post, bucket {TOUCHED}",
    gathered=GATHERED,
)
"""What moved is added to whole buckets, or taken away from them; the sums are what there was."""
END = 2**62
"""After every position."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A post on a board: its place is (score, position), greater first; the terms give the score."""

    id: UUID
    score: float
    position: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A position before the views' own: what lies between it and the nearer end of its bucket.

    bucket  in which its time lies
    whole   the last bucket whose tallies are taken: the one before it, or its own with what came later
    moved   what the bucket had tallied by then, or less what it has since: counters by post
    """

    position: int
    bucket: int
    whole: int
    moved: Mapping[UUID, Mapping[str, int]]


async def past(history: Timeline, position: int, upto: int) -> Past | None:
    """What it takes to see the tallies at `upto` as they were at `position`; None where both are one.

    Folds the log from the bucket's beginning to the position, or from there to its end, whichever is shorter. GONE if
    that is too much.
    """
    if position == upto:
        return None
    bucket = bucket_at(await history.time_of(position)) if position else 0
    began = await history.position_at(before(bucket), position)
    ended = await history.position_at(before(bucket + BUCKET_SECONDS), upto)
    if position - began <= ended - position:
        return Past(position, bucket, bucket - BUCKET_SECONDS, await _moved(history, began, position, 1))
    return Past(position, bucket, bucket, await _moved(history, position, ended, -1))


async def _moved(history: Timeline, after: int, upto: int, sign: int) -> Mapping[UUID, Mapping[str, int]]:
    if upto - after > MOST_FOLDED:
        raise DomainError(
            ErrorCode.GONE, "Too much happened around then for this board to be told. Ask for another time."
        )
    fold, batch = Fold([view]), Batch()
    while after < upto:
        page = await history.read(after, upto, PAGE)
        fold.into(batch, page)
        after = page[-1].position
    return {post: {name: sign * more for name, more in adds.items()} for post, adds in _counters(batch)}


def _counters(batch: Batch) -> Iterator[tuple[UUID, Mapping[str, int]]]:
    for key, effect in batch.tables[tally].items():
        assert isinstance(key, tuple)
        assert isinstance(effect, Update), "a tally is only added to"
        yield key[1], effect.adds


class Candidate(NamedTuple):
    """A post that a board ranks: where it first was public, and what a ranker may look at."""

    post: UUID
    position: int
    facts: Facts


async def board(
    connection: Connection,
    window: Window,
    ranker: Ranker,
    ranked_at: datetime,
    limit: int,
    after: tuple[float, int] | None = None,
    past: Past | None = None,
) -> list[Ranked]:
    """The board of public posts at a time, best first: those that were public at its position, and are now.

    after  the (score, position) of the last one seen
    past   the position, where it is not that of the views
    """
    ranked = order(await _candidates(connection, window, ranked_at, past), ranker)
    if after is not None:
        ranked = [row for row in ranked if (row.score, row.position) < after]
    return ranked[:limit]


def order(candidates: Iterable[Candidate], ranker: Ranker) -> list[Ranked]:
    """The whole board, best first."""
    ranked = [_ranked(one, ranker) for one in candidates]
    ranked.sort(key=lambda row: (row.score, row.position), reverse=True)
    return ranked


def _ranked(one: Candidate, ranker: Ranker) -> Ranked:
    terms = ranker.terms(one.facts)
    return Ranked(one.post, ranker.score(terms), one.position, terms)


async def _candidates(
    connection: Connection, window: Window, ranked_at: datetime, past: Past | None
) -> list[Candidate]:
    """The posts that a board ranks, each with its buckets in order."""
    now = ranked_at.timestamp()
    since, until = window.first_bucket(now), int(now)
    if past is None and window is Window.ALL:
        best = await _read(connection, now, OF_ALL, BOARD_DEPTH, until)
        if len(best) == BOARD_DEPTH:  # else posts that have lost all they got stand on it, too
            return best
    if past is None:
        query, moved, position = PRESENT, [], END
    else:
        query, moved, position = PAST, [past.whole, past.bucket, *_columns(past)], past.position
        until = min(until, past.bucket)
    values = [*moved, since, until, position, BOARD_DEPTH, since, until]
    return await _read(connection, now, query, *values)


async def _read(connection: Connection, now: float, query: str, *values: object) -> list[Candidate]:
    def candidate(post: UUID, shared_at: datetime, position: int, *buckets: Sequence[int]) -> Candidate:
        return Candidate(post, position, Facts(list(map(Bucket, *buckets)), shared_at.timestamp(), now))

    return await rows(connection, candidate, query, *values)


def _columns(past: Past) -> list[list[UUID] | list[int]]:
    counters = [[adds.get(name, 0) for adds in past.moved.values()] for name in tally.adds]
    return [list(past.moved), *counters]
