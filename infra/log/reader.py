"""Reading the log: pages of events after a position, and aggregates folded from their streams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar
from uuid import UUID

import psycopg
from psycopg.rows import args_row

from domain.events import Aggregate
from domain.log import Once, Receipt, Recorded
from infra.database.pool import Pool
from infra.log.codec import COLUMNS, Row, decode, recorded
from infra.log.decide import Kept, repeat

A = TypeVar("A", bound=Aggregate)

ROWS = args_row(Row)

SELECT = f"SELECT {COLUMNS} FROM log.events "  # noqa: S608 - a constant
PAGE = SELECT + "WHERE notification_id > %s ORDER BY notification_id LIMIT %s"
PAGE_OF_TOPICS = SELECT + "WHERE notification_id > %s AND topic = ANY (%s) ORDER BY notification_id LIMIT %s"
STREAM = SELECT + "WHERE originator_id = %s ORDER BY originator_version"
RANGE = SELECT + "WHERE notification_id > %s AND notification_id <= %s ORDER BY notification_id"
KEPT = "SELECT body, position, result FROM log.idempotency WHERE scope = %s AND key = %s"


class Reader:
    """Reads through a pool of the caller's role."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def head(self) -> int:
        """The position of the newest event; 0 when there is none."""
        async with self._pool.connection() as connection:
            row = await (await connection.execute("SELECT position FROM log.head")).fetchone()
        assert row
        return int(row[0])

    async def read(self, after: int, limit: int, topics: Sequence[str] | None = None) -> list[Recorded]:
        """At most `limit` events after a position, in order; only of some topics if named."""
        async with self._pool.connection() as connection:
            cursor = connection.cursor(binary=True, row_factory=ROWS)
            if topics is None:
                await cursor.execute(PAGE, [after, limit])
            else:
                await cursor.execute(PAGE_OF_TOPICS, [after, list(topics), limit])
            return [recorded(row) for row in await cursor.fetchall()]

    async def load(self, kind: type[A], aggregate_id: UUID) -> A | None:
        """An aggregate folded from its stream, or None if the stream is empty."""
        async with self._pool.connection() as connection:
            cursor = connection.cursor(binary=True, row_factory=ROWS)
            rows = await (await cursor.execute(STREAM, [aggregate_id])).fetchall()
        aggregate: A | None = None
        for row in rows:
            aggregate = decode(row).mutate(aggregate)
        return aggregate

    async def recall(self, once: Once) -> Receipt | None:
        """The receipt kept under a key, None if there is none. Raises KeyReused for another body."""
        async with self._pool.connection() as connection:
            row = await (await connection.execute(KEPT, [once.scope, once.key])).fetchone()
        if row is None:
            return None
        answer = repeat(Kept(*row), once)
        if isinstance(answer, Exception):
            raise answer
        return answer


def pages(connection: psycopg.Connection, after: int, upto: int, size: int = 5_000) -> Iterator[list[Recorded]]:
    """All events in (after, upto] through a server cursor, in lists of at most `size`.

    For a rebuild: blocking, in constant memory. The connection must not be in autocommit or be in a transaction.
    """
    with connection.cursor("log_pages", row_factory=ROWS) as cursor:
        cursor.itersize = size
        cursor.execute(RANGE, [after, upto], binary=True)
        while rows := cursor.fetchmany(size):
            yield [recorded(row) for row in rows]
