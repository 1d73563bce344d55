"""The log as folds read it: pages for the engine, one stream for a rebuild."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import psycopg
from psycopg.rows import args_row

from domain.log import Recorded
from infra.log.codec import COLUMNS, Row, recorded

STREAMED = 5_000
"""Rows fetched at a time."""

ROWS = args_row(Row)
PAGE = (
    f"SELECT {COLUMNS} FROM log.events"  # noqa: S608 - a constant
    " WHERE notification_id > %s AND notification_id <= %s ORDER BY notification_id"
)
STREAM = (
    f"SELECT {COLUMNS} FROM log.events"  # noqa: S608 - a constant
    " WHERE notification_id > %s AND notification_id <= %s AND topic = ANY (%s) ORDER BY notification_id"
)


class LogSource:
    """Implements `projections.source.Source`."""

    def page(self, connection: psycopg.Connection, after: int, limit: int) -> list[Recorded]:
        """The events in (after, after + limit], all of them, in order."""
        with connection.cursor(binary=True, row_factory=ROWS) as cursor:
            cursor.execute(PAGE, [after, after + limit], prepare=True)
            return [recorded(row) for row in cursor]

    def stream(
        self, connection: psycopg.Connection, after: int, upto: int, topics: Sequence[str]
    ) -> Iterator[list[Recorded]]:
        """The events of these topics in (after, upto], in order, through a server cursor."""
        with connection.cursor("folds", row_factory=ROWS) as cursor:
            cursor.execute(STREAM, [after, upto, list(topics)], binary=True)
            while rows := cursor.fetchmany(STREAMED):
                yield [recorded(row) for row in rows]
