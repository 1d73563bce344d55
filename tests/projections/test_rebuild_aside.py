"""What stands aside: a rebuild that died goes on, one that was cancelled is gone, and what was replaced comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from uuid import uuid4

import psycopg
import pytest

from domain.log import Recorded
from infra import folds
from infra.folds import LogSource
from infra.log import PostgresLog
from projections import rebuild, rebuilding, standing
from projections.aside import Cancelled
from projections.catalogue import SERVING
from projections.engine import Engine
from projections.install import install
from projections.rebuild import NothingKept, OtherCode, Progress, Rebuild
from projections.view import View
from projections.views import posts
from tests.databases import Database
from tests.projections.dump import dump
from tests.projections.test_rebuild import likes_view, small_world
from tests.projections.world import World, catch_up

LEFT = "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace"
ASIDE = "SELECT place, position FROM views.aside ORDER BY place"


async def status(database: Database) -> list[tuple[str, bool]]:
    """What an operator is shown of rebuilds: of which view, and whether somebody is at it."""
    async with await psycopg.AsyncConnection.connect(database.api) as connection:
        return [(one.view, one.running) for one in await standing.rebuilds(connection)]


class Death(Exception):
    """Stands for a kill: whatever is not committed is gone."""


class Mortal(LogSource):
    """The log, an event at a time, to a reader who dies after some."""

    def __init__(self, conninfo: str, life: int) -> None:
        super().__init__(conninfo)
        self._life = life

    def stream(self, after: int, upto: int, topics: Sequence[str]) -> Iterator[list[Recorded]]:
        """As many events as a life is long."""
        for page in super().stream(after, upto, topics):
            for event in page:
                if self._life == 0:
                    raise Death
                self._life -= 1
                yield [event]


async def test_a_rebuild_that_dies_again_and_again_comes_to_the_same_rows(
    log: PostgresLog,
    engine: Engine,
    writing: psycopg.Connection,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each life stores two events, and dies of the third."""
    await small_world(log)
    catch_up(engine)
    live = dump(writing, SERVING)
    monkeypatch.setattr(rebuild, "CHUNK_SECONDS", 0.0)
    lives = {view.name: 0 for view in SERVING}
    for view in SERVING:
        while True:
            try:
                done = Rebuild(writing, Mortal(database.engine, 2), view).run()
            except Death:
                lives[view.name] += 1
            else:
                break
        assert (done.position, done.since > 0) == (engine.position, lives[view.name] > 0)
    assert lives["posts"] > 5
    assert dump(writing, SERVING) == live
    assert writing.execute(LEFT, ["views_next"]).fetchall() == []


async def test_what_other_code_left_is_not_gone_on_from(
    log: PostgresLog, writing: psycopg.Connection, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(writing, [likes_view(1)])
    engine = Engine(writing, LogSource(database.engine), [likes_view(1)])
    for _ in range(3):
        await World(log).like(uuid4(), uuid4(), uuid4())
    catch_up(engine)
    monkeypatch.setattr(rebuild, "CHUNK_SECONDS", 0.0)
    with pytest.raises(Death):
        Rebuild(writing, Mortal(database.engine, 2), likes_view(2)).run()
    assert writing.execute(ASIDE).fetchall() == [("views_next", 2)]
    assert await status(database) == [("total", False)]
    done = Rebuild(writing, LogSource(database.engine), likes_view(3, "renamed")).run()
    assert done.since == 0
    assert writing.execute("SELECT likes FROM views.renamed").fetchall() == [(3,)] * 3
    assert writing.execute(LEFT, ["views_next"]).fetchall() == []


async def test_a_cancelled_rebuild_ends_and_leaves_nothing(
    log: PostgresLog, engine: Engine, writing: psycopg.Connection, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folds, "STREAMED", 2)
    await small_world(log)
    catch_up(engine)
    live = dump(writing, SERVING)
    seen: list[object] = []

    def from_elsewhere(_: Progress) -> None:
        with psycopg.connect(database.engine, autocommit=True) as elsewhere:
            seen.append(asyncio.run(status(database)))
            seen.append(rebuilding.cancel(elsewhere, "posts"))

    with pytest.raises(Cancelled):
        await asyncio.to_thread(Rebuild(writing, LogSource(database.engine), posts.view, from_elsewhere).run)
    assert seen == [[("posts", True)], True]
    assert (rebuilding.at_work(writing, "posts"), rebuilding.cancel(writing, "posts")) == (False, False)
    assert writing.execute(LEFT, ["views_next"]).fetchall() == writing.execute(ASIDE).fetchall() == []
    assert dump(writing, SERVING) == live
    assert Rebuild(writing, LogSource(database.engine), posts.view).run().position == engine.position


async def test_two_rebuilds_of_one_view_take_turns(log: PostgresLog, engine: Engine, database: Database) -> None:
    await small_world(log)
    catch_up(engine)

    def run() -> tuple[int, int]:
        with psycopg.connect(database.engine, autocommit=True) as connection:
            done = Rebuild(connection, LogSource(database.engine), posts.view).run()
            return done.since, done.position

    assert await asyncio.gather(*(asyncio.to_thread(run) for _ in range(3))) == [(0, engine.position)] * 3


async def test_what_a_rebuild_replaced_comes_back_level_with_the_others(
    log: PostgresLog, engine: Engine, writing: psycopg.Connection, database: Database
) -> None:
    world = await small_world(log)
    catch_up(engine)
    with pytest.raises(NothingKept):
        Rebuild(writing, LogSource(database.engine), posts.view).run(kept=True)
    before = Rebuild(writing, LogSource(database.engine), posts.view).run()
    writing.execute("UPDATE views.posts SET like_count = 99")
    await world.post(await world.person("eve"))
    catch_up(engine)

    back = Rebuild(writing, LogSource(database.engine), posts.view).run(kept=True)
    assert (back.since, back.position) == (before.position, engine.position)
    assert writing.execute(ASIDE).fetchall() == [("views_kept", engine.position)]
    assert writing.execute("SELECT like_count FROM views_kept.posts WHERE like_count <> 0").fetchall() == [(99,)] * 4
    right = dump(writing, SERVING)
    Rebuild(writing, LogSource(database.engine), posts.view).run()
    assert dump(writing, SERVING) == right

    assert (rebuilding.forget(writing, "posts"), rebuilding.forget(writing, "posts")) == (True, False)
    assert writing.execute(LEFT, ["views_kept"]).fetchall() == []


async def test_code_that_goes_back_finds_its_view_and_brings_it_up_to_date(
    log: PostgresLog, writing: psycopg.Connection, database: Database
) -> None:
    """What is kept stopped where the newer code went on without it, and not where it was replaced."""
    older, newer = likes_view(1), likes_view(2)

    async def live(view: View, expected: int) -> None:
        engine = Engine(writing, LogSource(database.engine), [view])
        await World(log).like(uuid4(), uuid4(), uuid4())
        catch_up(engine)
        assert writing.execute("SELECT count(*) FROM views.total").fetchone() == (expected,)

    install(writing, [older])
    await live(older, 1)
    assert install(writing, [newer]) == [newer]
    await live(newer, 1)
    assert not rebuilding.kept_by(writing, newer)
    Rebuild(writing, LogSource(database.engine), newer).run()
    await live(newer, 3)
    with pytest.raises(OtherCode):
        Rebuild(writing, LogSource(database.engine), newer).run(kept=True)

    assert install(writing, [older]) == [older]
    assert rebuilding.kept_by(writing, older)
    assert Rebuild(writing, LogSource(database.engine), older).run(kept=True).since == 1
    await live(older, 4)
    assert writing.execute("SELECT step, likes FROM views.total").fetchall() == [(1, 1)] * 4
    assert install(writing, []) == []
    assert writing.execute(LEFT, ["views_kept"]).fetchall() == writing.execute(ASIDE).fetchall() == []


async def test_a_join_that_had_to_wait_forgets_nothing(
    log: PostgresLog, engine: Engine, writing: psycopg.Connection, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody reads the table without the checkpoint; the join has folded its last events when it meets that."""
    world = await small_world(log)
    catch_up(engine)
    monkeypatch.setattr(rebuild, "LOCK_TIMEOUT", "10ms")
    rebuilt = Rebuild(writing, LogSource(database.engine), posts.view)
    rebuilt.fill()
    await world.post(await world.person("eve"))
    catch_up(engine)
    live = dump(writing, SERVING)
    with psycopg.connect(database.engine) as reader:
        reader.execute("SELECT FROM views.posts")
        monkeypatch.setattr(rebuild, "JOIN_SECONDS", 0.0)
        with pytest.raises(TimeoutError):
            rebuilt.join()
    rebuilt.join()
    assert dump(writing, SERVING) == live
