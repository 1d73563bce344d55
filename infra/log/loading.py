"""Loading a dump into an empty log: every row as it was, at its position, in one transaction of the caller's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from struct import Struct, error
from uuid import UUID

import psycopg

from domain.events import TOPICS, UNRECORDED
from infra.log.codec import UNREADABLE, Row, decode
from infra.log.dump import COLUMNS, Block, Damaged, Report
from infra.log.importer import ORIGIN
from infra.log.packing import HEADER, TRAILER
from infra.log.transaction import TAKE_LOCK

IN = f"COPY log.events ({COLUMNS}) FROM STDIN (FORMAT BINARY)"
ENDS = "SELECT coalesce(min(notification_id), 0), coalesce(max(notification_id), 0) FROM log.events"
MOVE = (
    "UPDATE log.head SET position = %s, at = coalesce((SELECT at FROM log.events WHERE at IS NOT NULL"
    " ORDER BY notification_id DESC LIMIT 1), at)"
)
FIELDS = COLUMNS.count(",") + 1
SHORT, LONG, LENGTH = Struct(">h"), Struct(">q"), Struct(">i")
LINE = re.compile(r"line (\d+)")
TWICE = {
    "events_event_id_key": "has the id of another event",
    "events_stream_key": "has the place of another in its stream",
}


class NotEmpty(Exception):
    """The log holds events already."""


def load(connection: psycopg.Connection, blocks: Iterable[Block], report: Report) -> int:
    """Put the events of a dump into an empty log, by a role that owns it; the position of the last.

    Raises NotEmpty, Damaged for what the database refuses, and what `blocks` raises: then nothing was written once
    the caller's transaction is rolled back.
    """
    connection.execute(TAKE_LOCK)
    if connection.execute("SELECT FROM log.head WHERE position > 0").rowcount:
        raise NotEmpty
    position = 0
    try:
        cursor = connection.cursor()
        with cursor.copy(IN) as copy:
            copy.write(HEADER)
            for block in blocks:
                copy.write(block.rows)
                position = block.first + block.events - 1
                report(position)
            copy.write(TRAILER)
        stored = cursor.rowcount
    except (psycopg.DataError, psycopg.IntegrityError) as refused:
        raise Damaged(_refused(refused)) from refused
    ends = connection.execute(ENDS).fetchone()
    if stored != position or ends != (min(1, position), position):
        raise Damaged("It does not hold the events that it says it holds.")
    connection.execute(MOVE, [position])
    return position


def checked(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, each once every event of it is one that this program can read, in its place and its time.

    Raises Damaged, which names the position.
    """
    at = UNRECORDED
    for block in blocks:
        place = block.first
        for row in _rows(block):
            at = _check(row, place, at)
            place += 1
        yield block


def _check(row: Row, place: int, before: datetime) -> datetime:
    """The event's time. Raises Damaged."""
    if row.position != place:
        raise Damaged(f"At position {place} stands an event of position {row.position}.")
    if row.at is None or row.at < before:
        raise Damaged(f"The event at position {place} lies before the one before it, or has no time.")
    if row.topic not in TOPICS:
        raise Damaged(f"The event at position {place} is of a topic that is not known here.")
    try:
        decode(row)
    except UNREADABLE as wrong:
        raise Damaged(f"The event at position {place} ({row.topic}) cannot be read: {type(wrong).__name__}.") from wrong
    return row.at


def _rows(block: Block) -> Iterator[Row]:
    data, offset, place = block.rows, 0, block.first
    try:
        while offset < len(data):
            fields, offset = _fields(data, offset)
            yield _row(fields)
            place += 1
    except (error, ValueError, TypeError, OverflowError) as wrong:
        raise Damaged(f"The row at position {place} is not one of a log.") from wrong
    if place - block.first != block.events:
        raise Damaged(
            f"The block after position {block.first - 1} has {place - block.first} events, not {block.events}."
        )


def _fields(data: bytes, offset: int) -> tuple[list[bytes | None], int]:
    (count,) = SHORT.unpack_from(data, offset)
    if count != FIELDS:
        raise ValueError(count)
    offset += SHORT.size
    fields: list[bytes | None] = []
    for _ in range(FIELDS):
        (length,) = LENGTH.unpack_from(data, offset)
        offset += LENGTH.size
        if length < 0:
            fields.append(None)
            continue
        fields.append(data[offset : offset + length])
        offset += length
    if offset > len(data):
        raise ValueError(offset)
    return fields, offset


def _row(fields: list[bytes | None]) -> Row:
    position, at, stream, version, topic, state, actor, subject, event_id, schema, personal, *_ = fields
    if position is None or stream is None or version is None or topic is None or state is None or event_id is None:
        raise ValueError
    return Row(
        LONG.unpack(position)[0],
        UUID(bytes=stream),
        LONG.unpack(version)[0],
        topic.decode(),
        state,
        None if at is None else ORIGIN + timedelta(microseconds=LONG.unpack(at)[0]),
        None if actor is None else UUID(bytes=actor),
        None if subject is None else UUID(bytes=subject),
        None if schema is None else SHORT.unpack(schema)[0],
        personal,
    )


def _refused(refused: psycopg.Error) -> str:
    """What the database says of a row, without what the row holds; rows come in the order of their positions."""
    line = LINE.search(refused.diag.context or "")
    place = f"The event at position {line[1]}" if line else "An event"
    return f"{place} {TWICE.get(refused.diag.constraint_name or '', 'is not one that the database takes')}."
