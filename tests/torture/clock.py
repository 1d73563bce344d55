"""A database whose clock is set forward and back, by an hour, while renders are made and workers die.

Functions of the same names come before PostgreSQL's own in the search path of one database, so nothing else on the
machine notices.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from uuid import UUID

import psycopg

from domain.renders import RenderStatus
from infra.database.migrate import migrate
from infra.servers.postgres import PostgresServer
from infra.servers.redis import RedisServer
from infra.servers.triton import TritonServer
from infra.worker.process import working
from tests.databases import Database
from tests.infra.worker.conftest import MODELS
from tests.infra.worker.rig import Rig, child, open_rig
from tests.torture.report import Report

HOUR = 3600

FALSE_CLOCK = """
CREATE SCHEMA clock;
CREATE TABLE clock.jump (seconds int NOT NULL);
INSERT INTO clock.jump VALUES (0);
CREATE FUNCTION clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    $$ SELECT pg_catalog.clock_timestamp() + make_interval(secs => seconds) FROM clock.jump $$;
CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql VOLATILE AS
    $$ SELECT pg_catalog.now() + make_interval(secs => seconds) FROM clock.jump $$;
GRANT USAGE ON SCHEMA clock TO PUBLIC;
GRANT SELECT ON clock.jump TO PUBLIC;
"""
FIRST = "ALTER DATABASE {} SET search_path = clock, pg_catalog, public"
FALLS = """
SELECT count(*) FROM (SELECT at < lag(at) OVER (ORDER BY notification_id) AS falls FROM log.events) AS one WHERE falls
"""


class Clock:
    """The clock of one database, from the next connection on."""

    def __init__(self, database: Database) -> None:
        self._superuser = database.superuser
        with psycopg.connect(database.superuser, autocommit=True) as connection:
            connection.execute(FALSE_CLOCK)
            connection.execute(FIRST.format(database.name))

    def set(self, seconds: int) -> None:
        """So many seconds off the true time."""
        self.ask("UPDATE clock.jump SET seconds = %s RETURNING seconds", seconds)

    def ask(self, query: str, *values: object) -> object:
        """One value, as the database says it by this clock."""
        with psycopg.connect(self._superuser, autocommit=True) as connection:
            row = connection.execute(query, values).fetchone()
        return row[0] if row else None


async def run(seed: int, size: int) -> Report:
    """Make `size` renders on servers of our own."""
    with tempfile.TemporaryDirectory(prefix="limn-clock-", ignore_cleanup_errors=True) as name, ExitStack() as stack:
        folder = Path(name)
        database, redis, triton = stack.enter_context(_servers(folder))
        clock = Clock(database)
        async with open_rig(database, redis, triton, folder / "data") as rig:
            return await torture(rig, clock, seed, size)


async def torture(rig: Rig, clock: Clock, seed: int, size: int) -> Report:
    """Set the clock while renders are made, some of them by workers that are killed."""
    random, report, began = Random(seed), Report("clock", seed, counts={"jumps": 0}), time.monotonic()
    renders = [await rig.submit("takes 0.05", seed=number) for number in range(size)]
    await _set(clock, HOUR, report)  # however soon they are made, it is in another time
    setting = asyncio.create_task(_set_for_ever(clock, random, report))
    async with working(rig.places):
        if size > 20:
            await _kill_some(rig, random, report)
        for render in renders:
            await rig.reached(render, *[status for status in RenderStatus if status.ended])
        setting.cancel()
    await _judge(rig, clock, renders, report)
    report.seconds = time.monotonic() - began
    return report


async def _set(clock: Clock, seconds: int, report: Report) -> None:
    await asyncio.to_thread(clock.set, seconds)
    report.counts["jumps"] += 1


async def _set_for_ever(clock: Clock, random: Random, report: Report) -> None:
    for seconds in iter(lambda: random.choice((-HOUR, 0, HOUR)), None):
        await _set(clock, seconds, report)
        await asyncio.sleep(random.uniform(0.05, 0.4))


async def _kill_some(rig: Rig, random: Random, report: Report) -> None:
    for _ in range(5):
        with child(rig.places, rig.places.data / "child.log"):
            await asyncio.sleep(random.uniform(2.0, 4.0))
    report.counts["killed workers"] = 5


async def _judge(rig: Rig, clock: Clock, renders: list[UUID], report: Report) -> None:
    stories = [await rig.story(render) for render in renders]
    report.counts |= {"renders": len(renders), "starts": sum(story.count("render.started") for story in stories)}
    wrong = [story for story in stories if story[-1] != "image.rendered" or story.count("image.rendered") != 1]
    report.complaints += [f"a render ended so: {story}" for story in wrong]
    if falls := clock.ask(FALLS):
        report.complaints.append(f"time fell {falls} times")


@contextmanager
def _servers(folder: Path) -> Iterator[tuple[Database, str, str]]:
    """A database, the addresses of Redis and of a Triton with the obedient painter."""
    postgres = PostgresServer(folder / "postgres", folder, folder / "secrets", folder / "log")
    redis, triton = RedisServer(folder, folder / "log"), TritonServer(MODELS, folder / "triton", folder / "log")
    with ExitStack() as stack:
        for server in (postgres, redis, triton):
            stack.callback(server.stop)
            server.start()
        migrate(postgres.conninfo("limn_owner"))
        yield Database.on(postgres, "limn"), redis.url, triton.address
