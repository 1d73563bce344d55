"""An acknowledged command is on disk, once: PostgreSQL is killed again and again while commands are appended."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from domain.accounts import register
from domain.log import Append, Receipt
from domain.reactions import like
from infra.database.migrate import migrate
from infra.log import PostgresLog, open_log
from infra.servers.postgres import PostgresServer
from infra.servers.problem import Problem
from infra.servers.process import wait_until_ready
from tests.infra.log.tail import wait_for

CALLERS = 48

LOGGED = "SELECT notification_id, subject, topic FROM log.events ORDER BY 1"


@dataclass
class Acknowledged:
    """What callers were told: the receipts, by the subject of the command's last event."""

    receipts: dict[UUID, Receipt] = field(default_factory=dict)
    done: bool = False


@pytest.fixture
def mortal_server() -> Iterator[PostgresServer]:
    """A PostgreSQL of this test's own."""
    with tempfile.TemporaryDirectory(prefix="limn-kill-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        server = PostgresServer(folder / "postgres", folder, folder / "secrets", folder / "log")
        server.start()
        migrate(server.conninfo("limn_owner"))
        yield server
        server.stop()


@pytest.mark.parametrize("kills", [4, pytest.param(60, marks=pytest.mark.slow)])
async def test_nothing_acknowledged_is_lost_or_doubled(mortal_server: PostgresServer, kills: int) -> None:
    told = Acknowledged()
    async with open_log(mortal_server.conninfo("limn_api")) as log:
        callers = [asyncio.create_task(call(log, told)) for _ in range(CALLERS)]
        for number in range(kills):
            await asyncio.to_thread(kill_under_load, mortal_server, told, number)
        told.done = True
        await asyncio.wait_for(asyncio.gather(*callers), 60)
    check(mortal_server, told)


async def call(log: PostgresLog, told: Acknowledged) -> None:
    """Append new things without end: likes of one event, registrations of two, which conflict if done twice."""
    while not told.done:
        subject = uuid4()
        receipt = await log.append(something(subject))
        assert receipt.appended, "a command was done twice, or its own doing was taken for another's"
        told.receipts[subject] = receipt


def something(subject: UUID) -> Append:
    return register(subject, f"h{subject.hex[:20]}", b"sealed") if subject.int % 2 else like(uuid4(), subject, uuid4())


def kill_under_load(server: PostgresServer, told: Acknowledged, number: int) -> None:
    """Kill the server, or one of its backends, in the midst of appends; it is up again when this returns."""
    before = len(told.receipts)
    wait_for(lambda: len(told.receipts) > before + 200 + 37 * (number % 7), "commands are answered")
    assert server.process
    if number % 2:
        with psycopg.connect(server.superuser, autocommit=True) as witness:
            os.kill(backend(witness), signal.SIGKILL)
            wait_for(lambda: lost(witness), "the server has noticed, and ends all connections")
        wait_until_ready(server.process, server.probe, name=server.name, seconds=server.patience)
    else:
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        restart(server)


def backend(connection: psycopg.Connection) -> int:
    """The process that serves an appender's connection."""
    query = "SELECT pid FROM pg_stat_activity WHERE usename = 'limn_api' AND query <> '' ORDER BY random()"
    row = connection.execute(query).fetchone()
    assert row
    return int(row[0])


def lost(connection: psycopg.Connection) -> bool:
    """Whether a connection has ended."""
    try:
        connection.execute("SELECT")
    except psycopg.OperationalError:
        return True
    return False


def restart(server: PostgresServer, seconds: float = 120.0) -> None:
    """Start it; the dead server's backends may take a moment to notice, and until then a start is refused."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(Problem):
            return server.start()
    raise AssertionError("PostgreSQL did not start again")


def check(server: PostgresServer, told: Acknowledged) -> None:
    with psycopg.connect(server.superuser, dbname="limn") as connection:
        rows = connection.execute(LOGGED).fetchall()
    assert [position for position, _, _ in rows] == list(range(1, len(rows) + 1))
    last = {subject: position for position, subject, _ in rows}
    assert {s: r.position for s, r in told.receipts.items()} == {s: last.get(s) for s in told.receipts}
    once = [(subject, topic) for _, subject, topic in rows]
    assert len(once) == len(set(once)), "a command was written twice"
