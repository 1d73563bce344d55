"""Rows of log.events in PostgreSQL's binary COPY format: the cheapest way to say many of them."""

from __future__ import annotations

from functools import cache
from struct import Struct
from uuid import UUID

from infra.log.codec import Fact

COLUMN_NAMES = (
    "notification_id, at, originator_id, originator_version, topic, state, actor, subject, event_id, schema_version,"
    " personal"
)
COPY = f"COPY log.events ({COLUMN_NAMES}) FROM STDIN (FORMAT BINARY)"
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TRAILER = b"\xff\xff"

PLACE = Struct(">hiqiqi16siq")
VERSION = Struct(">ih")
LENGTH = Struct(">i")
COLUMNS = 11
NULL = LENGTH.pack(-1)
SIXTEEN = LENGTH.pack(16)


def pack(fact: Fact, version: int, position: int, at: int) -> bytes:
    """One row. `at` in microseconds since 2000-01-01 UTC."""
    return b"".join(
        (
            PLACE.pack(COLUMNS, 8, position, 8, at, 16, fact.originator_id.bytes, 8, version),
            _text(fact.topic),
            LENGTH.pack(len(fact.state)),
            fact.state,
            _uuid(fact.actor),
            _uuid(fact.subject),
            _uuid(fact.event_id),
            VERSION.pack(2, fact.schema_version),
            NULL if fact.personal is None else LENGTH.pack(len(fact.personal)) + fact.personal,
        )
    )


@cache
def _text(text: str) -> bytes:
    stored = text.encode()
    return LENGTH.pack(len(stored)) + stored


def _uuid(value: UUID | None) -> bytes:
    return NULL if value is None else SIXTEEN + value.bytes
