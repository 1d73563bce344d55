"""The log as folds read it: pages for the engine, one stream for a rebuild."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice

import psycopg

from domain.log import Recorded
from infra.log.codec import COLUMNS, Row, recorded

STREAMED = 5_000
"""Events handed on at a time; the database goes on sending meanwhile."""

PAGE = (
    f"SELECT {COLUMNS} FROM log.events"  # noqa: S608 - a constant
    " WHERE notification_id > %s AND notification_id <= %s ORDER BY notification_id"
)
STREAM = (
    f"SELECT {COLUMNS} FROM log.events"  # noqa: S608 - a constant
    " WHERE notification_id > %s AND notification_id <= %s AND topic = ANY (%s) ORDER BY notification_id"
)


def in_rows(_cursor: object) -> partial[Row]:
    """A row factory without a Python frame per row."""
    return partial(tuple.__new__, Row)


class LogSource:
    """Implements `projections.source.Source`. `conninfo`: of a role that may read the log."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo

    def page(self, connection: psycopg.Connection, after: int, limit: int) -> list[Recorded]:
        """The events in (after, after + limit], all of them, over a connection of the caller's."""
        with connection.cursor(binary=True, row_factory=in_rows) as cursor:
            cursor.execute(PAGE, [after, after + limit], prepare=True)
            return [recorded(row) for row in cursor]

    def stream(self, after: int, upto: int, topics: Sequence[str]) -> Iterator[list[Recorded]]:
        """The events of these topics in (after, upto], in order and in constant memory, over its own connection."""
        with (
            psycopg.connect(self._conninfo) as connection,
            connection.cursor(row_factory=in_rows) as cursor,
            closing(_streamed(cursor, [after, upto, list(topics)])) as rows,
        ):
            while page := [recorded(row) for row in islice(rows, STREAMED)]:
                yield page


def _streamed(cursor: psycopg.Cursor[Row], values: list[object]) -> Generator[Row, None, None]:
    """Rows as they come. It holds the connection's lock: who leaves half way closes it before the connection."""
    yield from cursor.stream(STREAM, values, binary=True, size=STREAMED)
