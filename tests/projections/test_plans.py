"""Lists are read through their indexes: no page costs more because there is more of everything else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from types import ModuleType
from typing import Any
from uuid import UUID

import psycopg
import pytest

from infra.folds import LogSource
from infra.invented.lives import Lives, Plan
from infra.invented.scenes import unpainted
from infra.invented.writing import write
from projections.catalogue import SERVING
from projections.connection import Connection
from projections.engine import Engine
from projections.install import install
from projections.views import changed, comments, lists, posts, renders, tags, trending
from tests.databases import Database
from tests.projections.world import catch_up
from tests.rankers import RANKERS

EVENTS = 12_000
UNTIL = datetime(2026, 11, 1, tzinfo=UTC)
Plans = list[dict[str, Any]]


@pytest.fixture(scope="module")
async def crowded(shared_database: Database) -> AsyncIterator[Connection]:
    """A few thousand posts, and statistics of them."""
    await asyncio.to_thread(fold_a_crowd, shared_database)
    async with await psycopg.AsyncConnection.connect(shared_database.api, autocommit=True) as connection:
        yield connection


def fold_a_crowd(database: Database) -> None:
    write(database.api, Lives(Plan(EVENTS, 1, UNTIL), unpainted()))
    with psycopg.connect(database.owner, autocommit=True) as connection:
        connection.execute("ANALYZE log.events")
    with psycopg.connect(database.engine, autocommit=True) as connection:
        install(connection, SERVING)
        catch_up(Engine(connection, LogSource(database.engine), SERVING))
        for view in SERVING:
            for table in view.tables:
                connection.execute(f"ANALYZE views.{table.name}")


async def one(connection: Connection, query: str) -> UUID:
    row = await (await connection.execute(query)).fetchone()
    assert row
    return UUID(str(row[0]))


def explained(monkeypatch: pytest.MonkeyPatch, module: ModuleType) -> Plans:
    """Queries of a module are explained instead of answered, into the list that is returned."""
    plans: Plans = []

    async def rows(connection: Connection, make: object, query: str, *values: object) -> list[object]:
        found = await (await connection.execute("EXPLAIN (FORMAT JSON) " + query, values)).fetchone()
        assert found
        plans.append(found[0][0]["Plan"])
        return []

    monkeypatch.setattr(module, "rows", rows)
    return plans


def nodes(plan: dict[str, Any]) -> set[str]:
    """The kinds of steps in a plan."""
    return {plan["Node Type"]}.union(*(nodes(child) for child in plan.get("Plans", [])))


BUSY_POST = "SELECT post FROM views.posts ORDER BY comment_count DESC LIMIT 1"
BUSY_AUTHOR = "SELECT author FROM views.posts GROUP BY author ORDER BY count(*) DESC LIMIT 1"
PAGES: list[tuple[ModuleType, str, Callable[[Connection, UUID], Awaitable[object]]]] = [
    (lists, BUSY_POST, lambda connection, _: lists.latest(connection, None, 20)),
    (lists, BUSY_POST, lambda connection, _: lists.latest(connection, 9_000, 20)),
    (tags, BUSY_POST, lambda connection, _: tags.latest(connection, "sea", None, 20)),
    (lists, BUSY_AUTHOR, lambda connection, author: lists.by_author(connection, author, None, 20)),
    (lists, BUSY_POST, lambda connection, post: lists.remixes(connection, post, None, 20)),
    (changed, BUSY_POST, lambda connection, _: changed.posts_since(connection, EVENTS - 50, 100)),
    (comments, BUSY_POST, lambda connection, post: comments.under(connection, post, None, 20)),
    (renders, BUSY_AUTHOR, lambda connection, owner: renders.by_owner(connection, owner, None, 20)),
]


@pytest.mark.parametrize(("module", "whose", "read"), PAGES)
async def test_a_page_is_an_index_scan(
    crowded: Connection,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    whose: str,
    read: Callable[[Connection, UUID], Awaitable[object]],
) -> None:
    subject = await one(crowded, whose)
    plans = explained(monkeypatch, module)
    await crowded.execute("SET enable_bitmapscan = off")  # with so few rows it is as cheap as the index
    await read(crowded, subject)
    (plan,) = plans
    assert nodes(plan) <= {"Limit", "Result", "Index Scan", "Index Only Scan", "Nested Loop", "Memoize"}, json.dumps(
        plan
    )


async def test_a_board_of_all_time_is_the_same_from_the_index(
    crowded: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trending, "BOARD_DEPTH", 50)
    wanted = crowded, trending.Window.ALL, RANKERS["hacker-news"], UNTIL, 50
    from_index = await trending.board(*wanted)
    assert len(from_index) == 50
    monkeypatch.setattr(trending, "OF_ALL", trending.OF_ALL.replace("> 0", "< 0"))  # finds none, so all are counted
    assert await trending.board(*wanted) == from_index


async def test_the_check_finds_a_scan(crowded: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = explained(monkeypatch, posts)
    await vars(posts)["rows"](crowded, tuple, "SELECT post FROM views.posts ORDER BY like_count DESC LIMIT 20")
    assert {"Seq Scan", "Sort"} <= nodes(plans[0])
