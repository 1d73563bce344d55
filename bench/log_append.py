"""B1: durable likes through the whole append port, against what pgbench inserts row by row into an identical table."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import uvloop
from psycopg.conninfo import conninfo_to_dict

from bench.harness import Benchmark, Sample, timed
from bench.place import fresh_database, postgres
from domain.reactions import like
from infra.log import PostgresLog, open_log
from infra.servers.postgres import PostgresServer, binaries
from infra.settings import environment

CALLERS = 256
CLIENTS = (1, 4, 16, 64, 256)

LIBPQ = {"PGHOST": "host", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
"""The password stays out of the process list."""

SINGLE = """
INSERT INTO log.single (originator_id, originator_version, topic, state, at, actor, subject, event_id, schema_version)
VALUES (gen_random_uuid(), 1, 'post.liked', '{"author":"3f0c8a52-9a0e-4d0f-8a8e-0d3b7f1c2a11"}', now(),
        gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1);
"""
SAME_TABLE = """
CREATE TABLE log.single (LIKE log.events INCLUDING ALL);
CREATE SEQUENCE log.single_position OWNED BY log.single.notification_id;
ALTER TABLE log.single ALTER notification_id SET DEFAULT nextval('log.single_position');
"""


def ours(conninfo: str, seconds: int) -> Sample:
    """256 callers like posts for a while; each like is awaited. Checks that every acknowledged one is there."""
    return uvloop.run(_ours(conninfo, seconds))


async def _ours(conninfo: str, seconds: int) -> Sample:
    pairs = _pairs()
    latencies: list[float] = []
    async with open_log(conninfo) as log:
        before = await log.head()
        await asyncio.gather(*(log.append(like(*next(pairs))) for _ in range(CALLERS)))  # connect and warm up
        with timed() as sample:
            until = time.perf_counter() + seconds
            await asyncio.gather(*(_caller(log, pairs, until, latencies) for _ in range(CALLERS)))
        sample.operations, sample.latencies = len(latencies), latencies
        assert await log.head() - before == len(latencies) + CALLERS, "an acknowledged like is missing"
    return sample


async def _caller(log: PostgresLog, pairs: Iterator[tuple[UUID, UUID, UUID]], until: float, took: list[float]) -> None:
    while (begun := time.perf_counter()) < until:
        await log.append(like(*next(pairs)))
        took.append(time.perf_counter() - begun)


def _pairs() -> Iterator[tuple[UUID, UUID, UUID]]:
    """Endless different (actor, post, author), made of ids that cost nothing to draw."""
    actors, posts = ([uuid4() for _ in range(1_000)] for _ in range(2))
    author = uuid4()
    while True:
        fresh = uuid4()
        for actor in actors:
            for post in posts:
                yield actor, post, author
        actors[0] = fresh


def pgbench(server: PostgresServer, database: str, script: Path, clients: int, seconds: int) -> Sample:
    """Prepared single-row inserts from `clients` connections."""
    command = [
        *(str(binaries() / "pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", str(min(clients, 2))),
        *("-T", str(seconds), "-f", str(script)),
    ]
    address = conninfo_to_dict(server.conninfo("limn_owner", database))
    where = {name: str(address[key]) for name, key in LIBPQ.items()}
    done = subprocess.run(command, env=environment(**where), capture_output=True, text=True, check=True).stdout
    count = int(_found(r"transactions actually processed: (\d+)", done))
    return Sample(count, count / float(_found(r"tps = ([\d.]+)", done)) if count else seconds)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, text
    return match[1]


def main(seconds: int = 5, rounds: int = 5) -> None:
    """Run it; floor and aim are those of the project."""
    with postgres() as server:
        database = fresh_database(server)
        with psycopg.connect(server.conninfo("limn_owner", database)) as owner:
            owner.execute(SAME_TABLE)
        script = server.folder.parent / "single.sql"
        script.write_text(SINGLE)
        singles = {
            f"pgbench, {clients} clients": partial(pgbench, server, database, script, clients, seconds)
            for clients in CLIENTS
        }
        Benchmark(
            name="log_append",
            title="Durable likes through the append port",
            contenders={"append port": partial(ours, server.conninfo("limn_api", database), seconds), **singles},
            against=list(singles),
            floor=1.2,
            aim=2.5,
            rounds=rounds,
            sizes={"callers": CALLERS, "seconds": seconds},
        ).run()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
