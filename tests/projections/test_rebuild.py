"""A rebuild equals the live rows and joins at the group's checkpoint, whatever goes on meanwhile."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from domain.log import Recorded
from domain.reactions import PostLiked
from infra.folds import LogSource
from infra.log import PostgresLog
from projections import checkpoint, rebuild
from projections import install as install_module
from projections.catalogue import SERVING
from projections.changes import Changes
from projections.connection import Connection
from projections.engine import Engine
from projections.install import install
from projections.rebuild import Rebuild
from projections.tables import Table
from projections.view import View
from projections.views import posts
from tests.databases import Database
from tests.projections.dump import dump
from tests.projections.world import World, catch_up
from tests.waiting import until


async def small_world(log: PostgresLog) -> World:
    """A few people, posts, likes and comments."""
    world = World(log)
    ada, bob = await world.person("ada"), await world.person("bob")
    for number in range(4):
        post = await world.post(ada, tags=("sea", f"n{number}"))
        await world.like(bob, post, ada)
        await world.comment(bob, post, ada)
        await world.unlike(bob, post, ada)
        await world.like(ada, post, ada)
    await world.follow(bob, ada)
    await world.remove(ada, post)
    return world


async def test_every_view_rebuilt_equals_the_live_one(
    log: PostgresLog, engine: Engine, writing: psycopg.Connection, database: Database
) -> None:
    await small_world(log)
    catch_up(engine)
    live = dump(writing, SERVING)
    assert all(live[name] for name in ("posts", "likes", "comments", "trending_tally", "tagged"))
    for view in SERVING:
        done = Rebuild(writing, LogSource(database.engine), view).run()
        assert (done.position, done.parked) == (engine.position, 0)
    assert dump(writing, SERVING) == live
    indexes = "SELECT count(*) FROM pg_indexes WHERE schemaname = %s"
    assert writing.execute(indexes, ["views_next"]).fetchone() == (0,)


async def test_rows_spilled_from_memory_are_the_same(
    log: PostgresLog,
    engine: Engine,
    writing: psycopg.Connection,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class SmallPages(LogSource):
        def stream(self, after: int, upto: int, topics: Sequence[str]) -> Iterator[list[Recorded]]:
            for events in super().stream(after, upto, topics):
                yield from ([event] for event in events)

    await small_world(log)
    catch_up(engine)
    live = dump(writing, SERVING)
    monkeypatch.setattr(rebuild, "CHUNK_ROWS", 2)
    for view in SERVING:
        Rebuild(writing, SmallPages(database.engine), view).run()
    assert dump(writing, SERVING) == live


async def test_the_engine_goes_on_during_a_rebuild_and_nothing_is_lost(
    log: PostgresLog, engine: Engine, writing: psycopg.Connection, database: Database
) -> None:
    world = World(log)
    ada = await world.person("ada")
    post = await world.post(ada)
    catch_up(engine)
    stop = threading.Event()

    def go_on() -> None:
        with psycopg.connect(database.engine, autocommit=True) as connection:
            working = Engine(connection, LogSource(database.engine), SERVING)
            while not stop.is_set():
                working.step()

    def rebuild_often() -> None:
        with psycopg.connect(database.engine, autocommit=True) as connection:
            for _ in range(6):
                Rebuild(connection, LogSource(database.engine), posts.view).run()

    going = threading.Thread(target=go_on)
    going.start()
    rebuilding = asyncio.create_task(asyncio.to_thread(rebuild_often))
    likes = 0
    while not rebuilding.done():
        await asyncio.gather(*(world.like(uuid4(), post, ada) for _ in range(20)))
        likes += 20
    await rebuilding
    stop.set()
    await asyncio.to_thread(going.join)
    while engine.step():
        pass
    assert writing.execute("SELECT like_count FROM views.posts").fetchall() == [(likes,)]


async def enter_late(connection: Connection) -> int:
    """As `checkpoint.enter`, but for the lock."""
    await connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    return await checkpoint.position(connection)


@pytest.mark.parametrize("enter", [checkpoint.enter, enter_late])
async def test_a_reader_never_sees_half_a_swap(
    enter: Callable[[Connection], Awaitable[int]],
    log: PostgresLog,
    engine: Engine,
    database: Database,
    reading: Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Someone begins to read in the middle of a swap. Without the lock, which is the control, they are too early."""
    world = World(log)
    ada = await world.person("ada")
    post = await world.post(ada)
    catch_up(engine)
    inside, go_on = threading.Event(), threading.Event()

    def pause(*arguments: Any, record: Callable[..., None] = install_module.record) -> None:
        inside.set()
        go_on.wait(60)
        record(*arguments)

    def run() -> None:
        with psycopg.connect(database.engine, autocommit=True) as connection:
            rebuilding = Rebuild(connection, LogSource(database.engine), posts.view)
            rebuilding.fill()
            asyncio.run_coroutine_threadsafe(world.like(ada, post, ada), loop).result()
            catch_up(engine)  # so that the swap itself brings news
            rebuilding.join()

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(install_module, "record", pause)
    running = asyncio.create_task(asyncio.to_thread(run))
    assert await asyncio.to_thread(inside.wait, 60)
    entering = asyncio.ensure_future(enter(reading))
    await waits_for_a_lock(database)
    go_on.set()
    await running
    assert await entering == engine.position
    likes = (await posts.hydrate(reading, [post]))[post].like_count
    assert likes == (1 if enter is checkpoint.enter else 0)


async def waits_for_a_lock(database: Database) -> None:
    """Until the reader stands before the locked checkpoint."""
    async with await psycopg.AsyncConnection.connect(database.superuser, autocommit=True) as superuser:

        async def waits() -> bool:
            query = "SELECT FROM pg_stat_activity WHERE usename = 'limn_worker' AND wait_event_type = 'Lock'"
            return (await superuser.execute(query)).rowcount > 0

        await until(waits)


def likes_view(step: int, name: str = "total") -> View:
    """Counts each like as so many."""
    table = Table(name, key={"post": "uuid"}, puts={"step": "integer"}, adds=("likes",))
    view = View("total", step, [table])

    @view.on(PostLiked)
    def liked(event: PostLiked, position: int) -> Changes:
        yield table.create(event.subject, step=step)
        yield table.add(event.subject, likes=step)

    return view


PARKED = "SELECT view, reason FROM views.parked"


async def test_a_view_with_another_meaning_is_noticed_rebuilt_and_joins(
    log: PostgresLog, writing: psycopg.Connection, database: Database
) -> None:
    assert install(writing, [likes_view(1)]) == []
    engine = Engine(writing, LogSource(database.engine), [likes_view(1)])
    world = World(log)
    await world.like(uuid4(), uuid4(), uuid4())
    catch_up(engine)
    changed = likes_view(2, "renamed")
    assert install(writing, [likes_view(1)]) == []
    (stale,) = install(writing, [changed])
    newer = Engine(writing, LogSource(database.engine), [changed])
    await world.like(uuid4(), uuid4(), uuid4())
    catch_up(newer)  # goes on without it
    assert writing.execute(PARKED).fetchall() == [("total", "OUTDATED")]
    Rebuild(writing, LogSource(database.engine), stale).run()
    await world.like(uuid4(), uuid4(), uuid4())
    catch_up(newer)
    assert writing.execute("SELECT step, likes FROM views.renamed").fetchall() == [(2, 2)] * 3
    assert writing.execute(PARKED).fetchall() == []
    assert writing.execute("SELECT to_regclass('views.total')").fetchone() == (None,)
    assert install(writing, []) == []
    assert writing.execute("SELECT to_regclass('views.renamed')").fetchone() == (None,)


async def test_what_an_engine_of_older_code_leaves_behind_is_made_good(
    log: PostgresLog, writing: psycopg.Connection, database: Database
) -> None:
    """A view is rebuilt by newer code while an older engine runs: that engine cannot carry it on, and says so."""
    install(writing, [likes_view(1)])
    older = Engine(writing, LogSource(database.engine), [likes_view(1)])
    changed = likes_view(2)
    Rebuild(writing, LogSource(database.engine), changed).run()
    await World(log).like(uuid4(), uuid4(), uuid4())
    catch_up(older)
    assert writing.execute("SELECT likes FROM views.total").fetchall() == []
    assert writing.execute(PARKED).fetchall() == [("total", "OUTDATED")]
    assert install(writing, [changed]) == [changed]
    Rebuild(writing, LogSource(database.engine), changed).run()
    assert writing.execute("SELECT likes FROM views.total").fetchall() == [(2,)]
    assert install(writing, [changed]) == []
