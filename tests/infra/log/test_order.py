"""Positions are visible in commit order without skips: many writers, one held-back transaction, a tailing reader.

The control is the library's own fast path, whose numbers are drawn before the commit: a reader skips what commits late.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Event
from uuid import uuid4

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresFactory
from psycopg.conninfo import conninfo_to_dict

from domain.reactions import like
from infra.log import open_log
from infra.log.identifiers import draw
from infra.log.transaction import TAKE_LOCK
from tests.databases import Database
from tests.infra.log.tail import Tail, wait_for

WRITERS = 3
EACH = 300

WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
LATE = """
INSERT INTO log.events (notification_id, originator_id, originator_version, topic, state, event_id)
SELECT position + 1, %(id)s, 1, 'late', '{}', %(id)s FROM log.head
"""


def write(conninfo: str) -> None:
    """A writer's process: likes in flights of 50."""

    async def likes() -> None:
        async with open_log(conninfo) as log:
            for _ in range(EACH // 50):
                await asyncio.gather(*(log.append(like(uuid4(), uuid4(), uuid4())) for _ in range(50)))

    asyncio.run(likes())


def test_every_position_is_seen_once_in_order(database: Database) -> None:
    processes = [get_context("spawn").Process(target=write, args=(database.api,)) for _ in range(WRITERS)]
    with psycopg.connect(database.api) as late, psycopg.connect(database.api, autocommit=True) as watch:
        tail = Tail(lambda after: positions(watch, after))
        late.execute(TAKE_LOCK)
        late.execute(LATE, {"id": draw()})
        late.execute("UPDATE log.head SET position = position + 1")
        for process in processes:
            process.start()
        with psycopg.connect(database.superuser, autocommit=True) as locks:
            wait_for(lambda: count(locks) >= WRITERS, "all writers wait for the held-back transaction")
        assert tail.seen == []
        late.commit()
        for process in processes:
            process.join(60)
            assert process.exitcode == 0
        assert tail.stop() == list(range(1, WRITERS * EACH + 2))


def positions(connection: psycopg.Connection, after: int) -> list[int]:
    query = "SELECT notification_id FROM log.events WHERE notification_id > %s ORDER BY 1 LIMIT 100"
    return [position for (position,) in connection.execute(query, [after]).fetchall()]


def count(connection: psycopg.Connection) -> int:
    row = connection.execute(WAITING).fetchone()
    assert row
    return int(row[0])


def test_the_library_without_its_lock_skips_an_event(database: Database) -> None:
    with library_recorder(database) as recorder:
        held, commit = Event(), Event()
        with ThreadPoolExecutor(WRITERS + 1) as pool:
            late = pool.submit(insert_late, recorder, held, commit)
            assert held.wait(30)
            tail = Tail(lambda after: [n.id for n in recorder.select_notifications(after + 1, 100)])
            for done in [pool.submit(insert, recorder) for _ in range(WRITERS)]:
                done.result(60)
            newest = recorder.max_notification_id()
            wait_for(lambda: bool(tail.seen) and tail.seen[-1] == newest, "the reader has caught up")
            commit.set()
            position = late.result(30)
        seen = tail.stop()
    assert position not in seen, "the control has lost its teeth: nothing was skipped"


@contextmanager
def library_recorder(database: Database) -> Iterator[PostgresApplicationRecorder]:
    where = conninfo_to_dict(database.owner)
    env = {
        "POSTGRES_DBNAME": str(where["dbname"]),
        "POSTGRES_HOST": str(where["host"]),
        "POSTGRES_USER": str(where["user"]),
        "POSTGRES_PASSWORD": str(where["password"]),
        "POSTGRES_ENABLE_DB_FUNCTIONS": "y",
        "POSTGRES_IDLE_IN_TRANSACTION_SESSION_TIMEOUT": "60",
    }
    with PostgresFactory(env) as factory:
        recorder = factory.application_recorder()
        assert isinstance(recorder, PostgresApplicationRecorder)
        yield recorder


def stored() -> StoredEvent:
    return StoredEvent(uuid4(), 1, "topic", b"{}")


def insert(recorder: PostgresApplicationRecorder) -> None:
    for _ in range(20):
        recorder.insert_events([stored()])


def insert_late(recorder: PostgresApplicationRecorder, held: Event, commit: Event) -> int:
    """What the library executes for one save, with the commit held back."""
    event = stored()
    composite = recorder.construct_pg_stored_event(event.originator_id, 1, event.topic, event.state)
    with recorder.datastore.get_connection() as connection, connection.transaction(), connection.cursor() as cursor:
        cursor.execute(recorder.sql_invoke_pg_function_insert_events, ([composite],))
        (row,) = cursor.fetchall()
        held.set()
        assert commit.wait(60)
        return int(next(iter(row.values())))
