"""Damage as it happens: single bits of stored rows, flipped past every rule that the database knows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import psycopg
from psycopg import sql

from infra.verify.leaves import COLUMNS

NAMES = COLUMNS.split(", ")
ORIGIN = datetime(2000, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def flip_event(superuser: psycopg.Connection, choose: Random, position: int) -> str:
    """Flip one bit in one column of an event; which column. What a column cannot hold is not stored: then another."""
    while True:
        column = choose.choice(NAMES)
        query = sql.SQL("SELECT {} FROM log.events WHERE notification_id = %s").format(sql.Identifier(column))
        row = superuser.execute(query, [position]).fetchone()
        assert row
        if row[0] is not None and _store(superuser, column, position, flipped(row[0], choose)):
            return column


def _store(superuser: psycopg.Connection, column: str, position: int, value: object) -> bool:
    query = sql.SQL("UPDATE log.events SET {} = %s WHERE notification_id = %s").format(sql.Identifier(column))
    try:
        with superuser.transaction():
            superuser.execute(query, [value, position])
    except (psycopg.DataError, psycopg.IntegrityError):
        return False
    return True


def flipped(value: object, choose: Random) -> object:
    """The value with one bit the other way."""
    match value:
        case bytes():
            return flipped_bytes(value, choose)
        case str():
            return flipped_bytes(value.encode(), choose).decode("latin-1")
        case UUID():
            return UUID(bytes=flipped_bytes(value.bytes, choose))
        case datetime():
            return ORIGIN + ((value - ORIGIN) // MICROSECOND ^ 1 << choose.randrange(50)) * MICROSECOND
        case int():
            return value ^ 1 << choose.randrange(15)
    raise AssertionError(type(value))


def flipped_bytes(data: bytes, choose: Random) -> bytes:
    """Bytes with one bit the other way; of nothing, one byte."""
    place = choose.randrange(len(data)) if data else 0
    changed = bytearray(data or b"\0")
    changed[place] ^= 1 << choose.randrange(8)
    return bytes(changed)
