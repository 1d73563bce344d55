"""Views are held against a fresh fold, row by row; what is known to be incomplete is only said to be so."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest

from infra.folds import LogSource
from infra.log import open_log
from infra.verify import views
from infra.verify.findings import Wrong
from infra.verify.views import ViewCheck
from projections.catalogue import SERVING
from projections.engine import Engine
from projections.install import install
from tests.databases import Database
from tests.projections.world import World, catch_up


async def live(database: Database) -> tuple[UUID, UUID]:
    """Something happens: who likes, and what."""
    async with open_log(database.api) as log:
        world = World(log)
        ada, bob = await world.person("ada"), await world.person("bob")
        post = await world.post(ada, tags=("sea",))
        await world.like(bob, post, ada)
        await world.comment(bob, post, ada)
        await world.follow(bob, ada)
    return bob, post


async def live_on(database: Database) -> None:
    """And something more."""
    async with open_log(database.api) as log:
        world = World(log)
        eve = await world.person("eve")
        await world.like(eve, await world.post(eve), eve)


async def test_rows_that_are_not_what_the_log_folds_to_are_found(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MEMORY_ROWS", 1)
    with psycopg.connect(database.engine, autocommit=True) as connection:
        install(connection, SERVING)
        source = LogSource(database.engine)
        engine = Engine(connection, source, SERVING)
        bob, post = await live(database)
        catch_up(engine)

        def found() -> set[tuple[Wrong, str]]:
            check = ViewCheck(connection, source, SERVING, lambda *_: None)
            return {(finding.wrong, finding.place) for finding in check.run()}

        assert found() == set()
        connection.execute("UPDATE views.posts SET like_count = like_count + 1")
        connection.execute("DELETE FROM views.likes")
        connection.execute("UPDATE views.trending_tally SET likes_lost = 7 WHERE likes_gained = 1")
        (bucket,) = connection.execute("SELECT bucket FROM views.trending_tally").fetchone() or (None,)
        damage = {f"posts {post}", f"likes {bob} {post}", f"trending_tally {bucket} {post}"}
        assert found() == {(Wrong.DIFFERS, place) for place in damage}
        connection.execute("INSERT INTO views.parked (view, position, reason) VALUES ('posts', 3, 'HANDLER_RAISED')")
        assert found() == {(Wrong.INCOMPLETE, "posts")} | {
            (Wrong.DIFFERS, place) for place in damage if not place.startswith("posts")
        }


async def test_what_happens_meanwhile_is_taken_in(database: Database) -> None:
    """The views move on between the fold and the comparison."""
    with (
        psycopg.connect(database.engine, autocommit=True) as connection,
        psycopg.connect(database.engine, autocommit=True) as other,
    ):
        install(connection, SERVING)
        source = LogSource(database.engine)
        engine = Engine(other, source, SERVING)
        await live(database)
        catch_up(engine)
        await live_on(database)
        moved: list[int] = []

        def move(*_: object) -> None:
            if not moved:
                catch_up(engine)
                moved.append(engine.position)

        check = ViewCheck(connection, source, SERVING, move)
        assert [*check.run()] == []
        assert check.note.endswith(f" at {moved[0]}"), "it was level with them in the end"
