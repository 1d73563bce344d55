"""What goes wrong stays small: poison is parked for its view alone, crashes are counted, two engines agree."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from domain.comments import PostCommented
from domain.reactions import PostLiked
from infra.folds import LogSource
from infra.log import PostgresLog
from projections import checkpoint
from projections.catalogue import SERVING
from projections.changes import Changes
from projections.connection import Connection
from projections.engine import Engine
from projections.install import install
from projections.rebuild import Rebuild
from projections.tables import Table
from projections.view import View
from projections.views import posts, reactions
from tests.databases import Database
from tests.projections.world import World, catch_up

ROOT = Path(__file__).parents[2]


def fragile(handle: str) -> View:
    """A view that counts likes, and trips over comments in one of several ways."""
    table = Table("fragile", key={"post": "uuid"}, puts={"small": "smallint"}, adds=("seen",))
    view = View("fragile", 1, [table])

    @view.on(PostLiked)
    def liked(event: PostLiked, position: int) -> Changes:
        yield table.create(event.subject, small=position % 100)

    @view.on(PostCommented)
    def commented(event: PostCommented, position: int) -> Changes:
        if handle == "raises":
            raise RuntimeError("poison")
        if handle == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        yield table.create(event.subject, small=10**9 if handle == "refused" else 1)

    return view


async def statuses(reading: Connection) -> dict[str, checkpoint.Status]:
    return {row.name: row for row in await checkpoint.statuses(reading)}


@pytest.mark.parametrize(
    ("handle", "reason", "cause"),
    [
        ("raises", "HANDLER_RAISED", "RuntimeError at test_faults.py:"),
        ("refused", "NOT_STORED", "NumericValueOutOfRange"),
    ],
)
async def test_poison_is_parked_for_its_view_and_a_rebuild_mends_it(
    handle: str,
    reason: str,
    cause: str,
    caplog: pytest.LogCaptureFixture,
    log: PostgresLog,
    writing: psycopg.Connection,
    reading: Connection,
    database: Database,
) -> None:
    views = [*SERVING, fragile(handle)]
    install(writing, views)
    engine = Engine(writing, LogSource(database.engine), views)
    world = World(log)
    ada = await world.person("ada")
    post = await world.post(ada)
    await world.like(ada, post, ada)
    await world.comment(ada, post, ada)
    await world.like(ada, uuid4(), ada)
    catch_up(engine)

    status = await statuses(reading)
    assert (status["fragile"].parked, status["fragile"].complete) == (1, False)
    assert all(row.complete for name, row in status.items() if name != "fragile")
    assert writing.execute("SELECT reason FROM views.parked").fetchall() == [(reason,)]
    (said,) = [record.message for record in caplog.records if record.name.startswith("projections.")]
    assert said.startswith("fragile is incomplete: 1 parked")
    assert f"{reason} {cause}" in said
    assert "poison" not in caplog.text  # nor in what the driver may say of it
    row = (await posts.hydrate(reading, [post]))[post]
    assert (row.like_count, row.comment_count) == (1, 1)
    assert writing.execute("SELECT count(*) FROM views.fragile").fetchone() == (2,)

    Rebuild(writing, LogSource(database.engine), fragile("mended")).run()
    assert (await statuses(reading))["fragile"].complete


async def test_what_cannot_be_read_is_parked_for_those_who_want_it(
    log: PostgresLog, engine: Engine, reading: Connection, database: Database
) -> None:
    world = World(log)
    ada = await world.person("ada")
    post = await world.post(ada)
    with psycopg.connect(database.superuser, autocommit=True) as superuser:
        for topic, state in ((PostLiked.TOPIC, b"{broken"), ("nobody.knows", b"{}")):
            superuser.execute(
                "WITH moved AS (UPDATE log.head SET position = position + 1 RETURNING position, at)"
                " INSERT INTO log.events (notification_id, originator_id, originator_version, topic, state, at,"
                " actor, subject, event_id, schema_version)"
                " SELECT position, %s, 1, %s, %s, at, %s, %s, %s, 1 FROM moved",
                [uuid4(), topic, state, ada, post, uuid4()],
            )
    await world.comment(ada, post, ada)
    catch_up(engine)

    status = await statuses(reading)
    assert {name for name, row in status.items() if not row.complete} == {"posts", "reactions", "trending"}
    assert all(row.lag == 0 for row in status.values())
    assert (await posts.hydrate(reading, [post]))[post].comment_count == 1


async def test_two_engines_fold_each_event_once(
    log: PostgresLog, engine: Engine, database: Database, reading: Connection
) -> None:
    world = World(log)
    ada = await world.person("ada")
    post = await world.post(ada)
    with psycopg.connect(database.engine, autocommit=True) as connection:
        other = Engine(connection, LogSource(database.engine), SERVING)
        for _ in range(5):
            await world.like(uuid4(), post, ada)
            other.step()
            await world.like(uuid4(), post, ada)
            engine.step()
    catch_up(engine)
    assert (await posts.hydrate(reading, [post]))[post].like_count == 10


CRASHING = """
import sys, psycopg
from infra.folds import LogSource
from projections.catalogue import SERVING
from projections.engine import Engine
from projections.install import install
from tests.projections.test_faults import fragile
views = [*SERVING, fragile("dies")]
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    install(connection, views)
    engine = Engine(connection, LogSource(sys.argv[1]), views)
    while engine.step():
        pass
"""


async def test_an_event_that_kills_its_engine_is_parked_after_a_few_deaths(
    log: PostgresLog, database: Database, reading: Connection
) -> None:
    world = World(log)
    ada = await world.person("ada")
    post = await world.post(ada)
    await world.like(ada, post, ada)
    await world.comment(ada, post, ada)
    await world.like(post, post, ada)
    deaths = 0
    while (code := _run_to_the_end(database)) != 0:
        assert code == -signal.SIGKILL
        deaths += 1
        assert deaths < 10
    assert deaths > 1
    status = await statuses(reading)
    assert {name for name, row in status.items() if not row.complete} == {"fragile"}
    assert await checkpoint.position(reading) == await log.head()
    assert await reactions.liked(reading, post, [post]) == {post}


def _run_to_the_end(database: Database) -> int:
    return subprocess.run([sys.executable, "-c", CRASHING, database.engine], cwd=ROOT, check=False).returncode


async def test_a_kill_between_fold_and_commit_changes_nothing(
    log: PostgresLog, engine: Engine, database: Database, reading: Connection
) -> None:
    world = World(log)
    ada = await world.person("ada")
    post = await world.post(ada)
    likers: list[UUID] = []
    for _ in range(3):
        likers.append(uuid4())
        await world.like(likers[-1], post, ada)
        assert _killed_before_commit(database) == -signal.SIGKILL
        assert await checkpoint.position(reading) < await log.head()
    catch_up(engine)
    row = (await posts.hydrate(reading, [post]))[post]
    assert row.like_count == len(likers)


def _killed_before_commit(database: Database) -> int:
    """An engine that is killed after its rows are written and before they are committed."""
    script = (
        "import os, signal, sys, psycopg\n"
        "from infra.folds import LogSource\n"
        "from projections import engine\n"
        "from projections.catalogue import SERVING\n"
        "def write_and_die(*arguments, write=engine.write):\n"
        "    write(*arguments)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "engine.write = write_and_die\n"
        "with psycopg.connect(sys.argv[1], autocommit=True) as connection:\n"
        "    engine.Engine(connection, LogSource(sys.argv[1]), SERVING).step()\n"
    )
    return subprocess.run([sys.executable, "-c", script, database.engine], cwd=ROOT, check=False).returncode
