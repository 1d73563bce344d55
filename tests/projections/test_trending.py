"""Boards: rankers recompute their scores from the terms they show, and a board lists public posts only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import log10
from uuid import uuid4

import pytest

from domain.posts import Visibility
from infra.log import PostgresLog
from projections.connection import Connection
from projections.engine import Engine
from projections.rankers import Bucket, Facts, Ranker
from projections.views import trending
from projections.views.trending import Window
from tests.projections.world import World, catch_up
from tests.rankers import RANKERS

NOW = 1_800_000_000.0
DECAY, TOP = RANKERS["decay"], RANKERS["top"]
LIKED = [ranker for name, ranker in RANKERS.items() if name != "discussed"]
"""Rankers for which a like counts for a post. One asks for talk that likes do not explain."""


def test_a_like_counts_half_after_the_half_life() -> None:
    def score(hours: float) -> float:
        return DECAY.score(DECAY.terms(Facts([Bucket(int(NOW - hours * 3600), 8, 0, 0, 0)], NOW, NOW)))

    assert score(0) == 8
    assert score(6) == 4
    assert score(12) == 2


@pytest.mark.parametrize(
    ("name", "score"),
    [
        ("decay", 10 * 0.5 ** (1 / 6) + 2 * 3 * 0.5 ** (1 / 6)),
        ("hacker-news", 10**0.8 / 4**1.8),
        ("reddit", 1 + (NOW - 7200 - 1134028003) / 45000),
        ("lemmy", 10_000 * log10(13) / 4**1.8),
        ("top", 10),
    ],
)
def test_scores_are_what_the_formulas_say(name: str, score: float) -> None:
    """Ten likes and three comments that stand, of an hour ago, on a post two hours old."""
    ranker = RANKERS[name]
    seen = Facts([Bucket(int(NOW) - 3600, 11, 1, 4, 1)], NOW - 7200, NOW)
    assert ranker.score(ranker.terms(seen)) == pytest.approx(score)


@pytest.mark.parametrize("ranker", LIKED, ids=lambda ranker: ranker.name)
def test_more_likes_never_rank_lower(ranker: Ranker) -> None:
    scores = [
        ranker.score(ranker.terms(Facts([Bucket(int(NOW), likes, 0, 0, 0)], NOW - 7200, NOW))) for likes in range(50)
    ]
    assert scores == sorted(scores)


async def test_the_board_orders_public_posts_and_pages_by_keyset(
    log: PostgresLog, engine: Engine, reading: Connection
) -> None:
    world = World(log)
    ada = await world.person("ada")
    public = [await world.post(ada) for _ in range(4)]
    hidden = [await world.post(ada, visibility) for visibility in Visibility if visibility != Visibility.PUBLIC]
    removed = await world.post(ada)
    for likes, post in enumerate([*public, *hidden, removed], start=1):
        for _ in range(likes):
            await world.like(uuid4(), post, ada)
    await world.remove(ada, removed)
    await world.comment(ada, public[0], ada)
    catch_up(engine)

    now = datetime.now(UTC)
    board = await trending.board(reading, Window.HOUR, TOP, now, 10)
    assert [row.id for row in board] == public[::-1]
    assert [row.score for row in board] == [4, 3, 2, 1]
    assert board[0].terms[0].events == 4
    first = await trending.board(reading, Window.DAY, TOP, now, 3)
    rest = await trending.board(reading, Window.DAY, TOP, now, 3, after=(first[-1].score, first[-1].position))
    assert [row.id for row in (*first, *rest)] == public[::-1]
    for name, ranker in RANKERS.items():
        for row in await trending.board(reading, Window.ALL, ranker, now, 10):
            assert ranker.score(row.terms) == row.score, name


async def test_a_window_ends_and_lost_likes_count_against(
    log: PostgresLog, engine: Engine, reading: Connection
) -> None:
    world = World(log)
    ada, bob = await world.person("ada"), await world.person("bob")
    post = await world.post(ada)
    await world.like(bob, post, ada)
    await world.like(ada, post, ada)
    await world.unlike(bob, post, ada)
    catch_up(engine)
    now = datetime.now(UTC)
    (row,) = await trending.board(reading, Window.HOUR, TOP, now, 10)
    assert (row.score, row.terms[0].events) == (1, 3)
    later = now + timedelta(hours=2)
    assert await trending.board(reading, Window.HOUR, TOP, later, 10) == []
    assert len(await trending.board(reading, Window.DAY, TOP, later, 10)) == 1
