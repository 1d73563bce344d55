"""The engine's process: follows the log at once, beats, stops when asked, and outlives its database's restart."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from infra.folds import LogSource
from infra.log import PostgresLog, open_log
from infra.servers.process import entered
from projections import checkpoint
from projections.catalogue import SERVING
from projections.connection import Connection
from projections.engine import Engine
from projections.install import install
from projections.views import posts
from tests.databases import Database
from tests.projections.world import World, catch_up
from tests.waiting import until

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from infra.engine import run_engine
from infra.verify.notary import Notary

class Noting:
    def dispatch(self, render_id):
        with open(sys.argv[2], "a") as file:
            file.write(f"{render_id}\\n")

beat = Path(sys.argv[3])
run_engine(sys.argv[1], sys.argv[4], Noting(), Notary(beat.parent, beat.parent / "secrets"), beat)
"""


@contextmanager
def running(database: Database, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A running engine; what it dispatches is noted in a file, its heart beats in another."""
    arguments = [database.engine, str(tmp_path / "dispatched"), str(tmp_path / "beat"), database.policy]
    argv = entered([sys.executable, "-c", PROGRAM, *arguments], signal.SIGKILL, "same")  # ends with the test run
    started = subprocess.Popen(argv, cwd=ROOT)
    try:
        yield started
    finally:
        started.kill()
        started.wait()


@pytest.fixture
def process(database: Database, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A running engine."""
    with running(database, tmp_path) as started:
        yield started


@pytest.fixture
async def log(database: Database) -> AsyncIterator[PostgresLog]:
    async with open_log(database.api) as opened:
        yield opened


@pytest.fixture
async def reading(database: Database) -> AsyncIterator[Connection]:
    async with await psycopg.AsyncConnection.connect(database.api, autocommit=True) as connection:
        yield connection


def exists(path: Path) -> Callable[[], Awaitable[bool]]:
    """Whether a file is there."""

    async def there() -> bool:
        return await asyncio.to_thread(path.exists)

    return there


def holds(path: Path, text: str) -> Callable[[], Awaitable[bool]]:
    """Whether a file holds this and nothing else."""

    async def there() -> bool:
        return await asyncio.to_thread(lambda: path.exists() and path.read_text() == text)

    return there


async def level(reading: Connection, log: PostgresLog) -> None:
    """Wait until the views are level with the log."""

    async def reached() -> bool:
        return await checkpoint.position(reading) >= await log.head()

    await until(reached)


async def installed(reading: Connection) -> None:
    """Wait for the policy: it begins at the head of the log it first finds."""

    async def there() -> bool:
        return (await reading.execute("SELECT FROM views.policy WHERE name = 'dispatch'")).rowcount > 0

    await until(there)


async def test_it_follows_the_log_and_stops_when_asked(
    process: subprocess.Popen[bytes], log: PostgresLog, reading: Connection, tmp_path: Path
) -> None:
    world = World(log)
    await until(exists(tmp_path / "beat"))
    assert (tmp_path / "beat").read_text().split()[0] == str(process.pid)
    ada = await world.person("ada")
    await level(reading, log)
    await installed(reading)
    render = await world.render(ada)
    await until(holds(tmp_path / "dispatched", f"{render}\n"))

    await world.post(ada)
    await level(reading, log)

    process.send_signal(signal.SIGTERM)
    assert process.wait(45) == 0


async def test_it_comes_back_when_its_connections_are_cut(
    process: subprocess.Popen[bytes], database: Database, log: PostgresLog, reading: Connection, tmp_path: Path
) -> None:
    world = World(log)
    ada = await world.person("ada")
    await level(reading, log)
    with psycopg.connect(database.superuser, autocommit=True) as superuser:
        superuser.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'limn_engine'")
    await world.post(ada)
    await level(reading, log)
    assert process.poll() is None
    (tmp_path / "beat").unlink(missing_ok=True)
    await until(exists(tmp_path / "beat"))


async def test_a_view_whose_code_has_changed_is_rebuilt_at_the_start(
    database: Database, log: PostgresLog, reading: Connection, tmp_path: Path
) -> None:
    world = World(log)
    ada = await world.person("ada")
    await world.post(ada)
    with psycopg.connect(database.engine, autocommit=True) as connection:
        install(connection, SERVING)
        catch_up(Engine(connection, LogSource(database.engine), SERVING))
        connection.execute("UPDATE views.installed SET fingerprint = 'of older code' WHERE view = 'posts'")
        connection.execute("UPDATE views.posts SET like_count = 77")
    with running(database, tmp_path):

        async def mended() -> bool:
            found = await reading.execute("SELECT FROM views.posts WHERE like_count = 0")
            return found.rowcount == 1

        await until(mended)
        assert all(status.complete for status in await checkpoint.statuses(reading))
        post = await world.post(ada)
        await level(reading, log)
        assert set(await posts.hydrate(reading, [post])) == {post}
