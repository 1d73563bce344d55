"""A board at a position that is past: whatever came later, it is what folding the log up to there says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.comments import CommentRemoved, PostCommented
from domain.errors import DomainError, ErrorCode
from domain.events import Event
from domain.log import Recorded
from domain.posts import PostRemoved, PostShared
from domain.reactions import PostLiked, PostUnliked
from infra.folds import LogSource
from infra.log.importer import import_events
from projections.catalogue import SERVING
from projections.connection import Connection
from projections.engine import Engine
from projections.install import install
from projections.rankers import Bucket, Facts, Ranker
from projections.views import trending
from projections.views.trending import PAGE, Past, Ranked, Window
from tests.databases import Database
from tests.oracle.naive import Truth
from tests.oracle.test_random_lives import empty
from tests.projections.world import SEALED, catch_up
from tests.rankers import RANKERS

BEGAN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
POSTS = [UUID(int=number) for number in range(4)]
KINDS: Sequence[type[Event]] = (PostShared, PostLiked, PostUnliked, PostCommented, CommentRemoved, PostRemoved)
ACTS = st.tuples(st.sampled_from(KINDS[1:]), st.sampled_from(POSTS), st.sampled_from([0, 1, 70, 299, 4_000]))


@dataclass(frozen=True)
class History:
    """The log of one example."""

    rows: Sequence[Recorded]

    async def read(self, after: int, upto: int, limit: int) -> Sequence[Recorded]:
        return self.rows[after : min(upto, after + limit)]

    async def position_at(self, time: datetime, upto: int) -> int:
        return sum(row.event.timestamp <= time for row in self.rows[:upto])

    async def time_of(self, position: int) -> datetime:
        return self.rows[position - 1].event.timestamp


def happened(kind: type[Event], post: UUID, at: datetime) -> Event:
    """An event that is well formed, if not always likely."""
    values: dict[str, Any] = {"originator_id": uuid4(), "originator_version": 1, "timestamp": at}
    values |= {"actor": uuid4(), "subject": post}
    if kind is PostShared:
        values |= {"originator_topic": "post", "render": uuid4(), "visibility": "PUBLIC", "tags": ()}
        values |= {"prompt_visibility": "HIDDEN", "remix_of": None, "first_public": True, "sealed": SEALED}
    elif kind is PostRemoved:
        values |= {"remix_of": None, "was_public": True}
    elif kind is CommentRemoved:
        values |= {"comment": uuid4()}
    elif kind is PostCommented:
        values |= {"comment": uuid4(), "author": uuid4(), "reply_to": None, "sealed": SEALED}
    else:
        values |= {"author": uuid4()}
    return kind(**values)


def life(acts: Sequence[tuple[type[Event], UUID, int]]) -> list[Recorded]:
    """A log: four posts, then acts, each so many seconds after the one before."""
    times = [BEGAN + timedelta(seconds=pause) for pause in accumulate(pause for _, _, pause in acts)]
    dated: list[tuple[type[Event], UUID, datetime]] = [(PostShared, post, BEGAN) for post in POSTS]
    dated += [(kind, post, at) for (kind, post, _), at in zip(acts, times, strict=True)]
    return [Recorded(place, happened(*what)) for place, what in enumerate(dated, start=1)]


def naive(rows: Sequence[Recorded], position: int, window: Window, ranker: Ranker, at: datetime) -> list[Ranked]:
    """The board, counted over everything up to the position; removed is removed, whenever it happened."""
    truth, gone = Truth(), {row.event.subject for row in rows if isinstance(row.event, PostRemoved)}
    for row in rows[:position]:
        bucket = (int(row.event.timestamp.timestamp()) // 300 * 300, row.event.subject)
        match row.event:
            case PostShared():
                truth.posts[row.event.subject] = row
            case PostLiked():
                truth.gained[bucket] += 1
            case PostUnliked():
                truth.lost[bucket] += 1
            case PostCommented():
                truth.said[bucket] += 1
            case CommentRemoved():
                truth.unsaid[bucket] += 1
    board = []
    places = sorted(truth.gained.keys() | truth.lost.keys() | truth.said.keys() | truth.unsaid.keys())
    for post, shared in truth.posts.items():
        counted = [
            Bucket(place[0], truth.gained[place], truth.lost[place], truth.said[place], truth.unsaid[place])
            for place in places
            if place[1] == post and window.first_bucket(at.timestamp()) <= place[0] <= at.timestamp()
        ]
        if counted and post not in gone:
            terms = ranker.terms(Facts(counted, shared.event.timestamp.timestamp(), at.timestamp()))
            board.append(Ranked(post, ranker.score(terms), shared.position, terms))
    return sorted(board, key=lambda row: (row.score, row.position), reverse=True)


async def pages(reading: Connection, window: Window, ranker: Ranker, at: datetime, past: Past | None) -> list[Ranked]:
    """Every page, one after the other."""
    listed: list[Ranked] = []
    while page := await trending.board(
        reading, window, ranker, at, 2, (listed[-1].score, listed[-1].position) if listed else None, past
    ):
        listed += page
    return listed


async def hold(
    database: Database,
    acts: Sequence[tuple[type[Event], UUID, int]],
    window: Window,
    ranker: Ranker,
    later: int,
) -> None:
    """Once all has happened, the board at each position, in one piece and in pages, equals the naive one."""
    rows = life(acts)
    empty(database)
    import_events(database.owner, (row.event for row in rows))
    with psycopg.connect(database.engine, autocommit=True) as connection:
        install(connection, SERVING)
        catch_up(Engine(connection, LogSource(database.engine), SERVING))
    async with await psycopg.AsyncConnection.connect(database.api, autocommit=True) as reading:
        for position, event in rows:
            at = event.timestamp + timedelta(seconds=later)
            past = await trending.past(History(rows), position, len(rows))
            whole = await trending.board(reading, window, ranker, at, 10, past=past)
            assert whole == naive(rows, position, window, ranker, at)
            assert whole == await pages(reading, window, ranker, at, past)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    acts=st.lists(ACTS, min_size=1, max_size=25),
    window=st.sampled_from(Window),
    ranker=st.sampled_from(list(RANKERS.values())),
    later=st.sampled_from([0, 90, 5_000]),
)
async def test_a_board_is_a_function_of_position_and_time(
    shared_database: Database,
    acts: Sequence[tuple[type[Event], UUID, int]],
    window: Window,
    ranker: Ranker,
    later: int,
) -> None:
    await hold(shared_database, acts, window, ranker, later)


async def test_the_check_finds_a_board_that_forgets_the_position(
    shared_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what came later is left in."""

    async def present(*_: object) -> None:
        return None

    monkeypatch.setattr(trending, "past", present)
    with pytest.raises(AssertionError):
        await hold(shared_database, [(PostLiked, POSTS[0], 0)] * 3, Window.ALL, RANKERS["top"], 0)


async def test_the_nearer_end_of_the_bucket_is_read_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    many = 2 * PAGE
    rows = life([(PostLiked, POSTS[0], 0)] * many + [(PostLiked, POSTS[0], 300)] * 5)
    near, far = len(POSTS) + 6, len(POSTS) + many - 6
    assert await moved(rows, near) == {"likes_gained": 6}
    assert await moved(rows, far) == {"likes_gained": -6}
    assert await trending.past(History(rows), len(rows), len(rows)) is None
    monkeypatch.setattr(trending, "MOST_FOLDED", 20)
    assert await moved(rows, near) == {"likes_gained": 6}
    with pytest.raises(DomainError) as refused:
        await trending.past(History(rows), PAGE, len(rows))
    assert refused.value.code is ErrorCode.GONE


async def moved(rows: Sequence[Recorded], position: int) -> Mapping[str, int]:
    """What lies between a position and the nearer end of its bucket, of the first post."""
    past = await trending.past(History(rows), position, len(rows))
    assert past
    return past.moved[POSTS[0]]
