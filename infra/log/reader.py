"""Reading the log: events after a position, and aggregates folded from their streams."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

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
