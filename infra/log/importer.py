"""Bulk import: many events at once, from a source that is trusted to have decided them (a migration, a generator)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple

import psycopg

from domain.events import Event
from infra.log.codec import Fact, encode
from infra.log.identifiers import draw
from infra.log.packing import COPY, HEADER, TRAILER, pack
from infra.log.transaction import MOVE, NOTIFY, TAKE_LOCK

TRANSACTION = 100_000
"""Events in one transaction; other appenders wait for its end."""

CHUNK = 500
"""Rows handed to the database at a time, which stores them while the next are packed."""

PLACE = "SELECT position, greatest(at, 'epoch') FROM log.head"
ORIGIN = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Stored(NamedTuple):
    """A fact, its number in its stream, and when it happened."""

    fact: Fact
    version: int
    at: datetime


def import_events(conninfo: str, events: Iterable[Event]) -> int:
    """Append events as `import_facts` does, under ids that are drawn. Raises Unencodable, too."""
    return import_facts(conninfo, (Stored(encode(e, draw()), e.originator_version, e.timestamp) for e in events))


def import_facts(conninfo: str, facts: Iterable[Stored]) -> int:
    """Append facts in the order given, with their own ids, versions and times; how many there were.

    A time that lies before its predecessor's is raised to it, so `at` never falls. Streams are not looked at: a
    fact whose (stream, version) is there already raises psycopg.errors.UniqueViolation, and its transaction (at
    most `TRANSACTION` events) leaves nothing; those before it stay.
    """
    source = iter(facts)
    total = 0
    with psycopg.connect(conninfo) as connection:
        while count := _transaction(connection, islice(source, TRANSACTION)):
            total += count
    return total


def _transaction(connection: psycopg.Connection, facts: Iterator[Stored]) -> int:
    with connection.transaction():
        connection.execute(TAKE_LOCK)
        row = connection.execute(PLACE).fetchone()
        assert row
        first, at = row[0], (row[1] - ORIGIN) // MICROSECOND
        with connection.cursor().copy(COPY) as copy:
            copy.write(HEADER)
            position = first
            while chunk := list(islice(facts, CHUNK)):
                packed, at = _pack(chunk, position, at)
                copy.write(packed)
                position += len(chunk)
            copy.write(TRAILER)
        if position > first:
            connection.execute(MOVE, [position, ORIGIN + at * MICROSECOND])
            connection.execute(NOTIFY, [str(position)])
    return int(position - first)


def _pack(facts: list[Stored], position: int, at: int) -> tuple[bytes, int]:
    """The rows after `position`, and the time of the last."""
    rows = []
    for fact, version, happened in facts:
        position += 1
        at = max(at, (happened - ORIGIN) // MICROSECOND)
        rows.append(pack(fact, version, position, at))
    return b"".join(rows), at
