"""The log as the API reads it: stretches of it, by topic and by subject."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.log import Recorded
from infra.database.pool import Pool
from infra.lending import lent
from infra.log.codec import COLUMNS, recorded
from infra.log.reader import ROWS

STRETCH = (
    f"SELECT {COLUMNS} FROM log.events WHERE notification_id > %(after)s AND notification_id <= %(upto)s"  # noqa: S608 - constants only
    " AND (%(topics)s::text[] IS NULL OR topic = ANY (%(topics)s)) {about} ORDER BY notification_id LIMIT %(limit)s"
)
STREAMS = (
    f"SELECT {COLUMNS} FROM log.events WHERE originator_id = ANY (%(ids)s) AND notification_id <= %(upto)s"  # noqa: S608
    " AND topic = ANY (%(topics)s) ORDER BY notification_id LIMIT %(limit)s"
)
AMONG = (
    f"SELECT {COLUMNS} FROM log.events WHERE notification_id > %(after)s AND notification_id <= %(upto)s"  # noqa: S608
    " AND topic = ANY (%(topics)s) AND (subject = ANY (%(ids)s) OR actor = ANY (%(ids)s) OR actor IS NULL)"
    " ORDER BY notification_id LIMIT %(limit)s"
)
LAST_ABOUT = """
SELECT thing, last.notification_id FROM unnest(%s::uuid[]) AS thing CROSS JOIN LATERAL (
    SELECT notification_id FROM log.events WHERE subject = thing AND notification_id <= %s AND topic = ANY (%s)
    ORDER BY notification_id DESC LIMIT 1) AS last
"""
POSITION_AT = """
WITH RECURSIVE search (low, high) AS (
    SELECT 0::bigint, %(upto)s::bigint
    UNION ALL
    SELECT CASE WHEN at <= %(time)s THEN middle ELSE low END, CASE WHEN at <= %(time)s THEN high ELSE middle - 1 END
    FROM search CROSS JOIN LATERAL (SELECT (low + high + 1) / 2 AS middle) AS halved
    JOIN log.events ON notification_id = middle WHERE low < high
) SELECT low FROM search WHERE low >= high
"""
"""Time never runs against position, so a time is found by halving: a few dozen rows, however long the log is."""
OF_ALL = STRETCH.format(about="")
OF_SUBJECT = STRETCH.format(about="AND subject = %(subject)s")


class PooledEvents:
    """Reads the log through a pool. Events are immutable, so no snapshot is needed: the caller says up to where."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def read(
        self, after: int, upto: int, limit: int, topics: Sequence[str] | None = None, subject: UUID | None = None
    ) -> list[Recorded]:
        """At most `limit` events with after < position <= upto, in order."""
        named = list(topics) if topics is not None else None
        values = {"after": after, "upto": upto, "limit": limit, "topics": named, "subject": subject}
        return await self._recorded(OF_ALL if subject is None else OF_SUBJECT, **values)

    async def head(self) -> int:
        """The position of the newest event; 0 when there is none."""
        async with lent(self._pool) as connection:
            row = await (await connection.execute("SELECT position FROM log.head")).fetchone()
        assert row
        return int(row[0])

    async def streams(self, ids: Sequence[UUID], upto: int, topics: Sequence[str], limit: int) -> list[Recorded]:
        """At most `limit` events of these streams and topics, up to a position, in order."""
        return await self._recorded(STREAMS, ids=list(ids), upto=upto, topics=list(topics), limit=limit)

    async def among(
        self, things: Sequence[UUID], after: int, upto: int, topics: Sequence[str], limit: int
    ) -> list[Recorded]:
        """At most `limit` events in (after, upto] that these things did, that are about them, or that nobody did."""
        ids, named = list(things), list(topics)
        return await self._recorded(AMONG, ids=ids, after=after, upto=upto, topics=named, limit=limit)

    async def last_about(self, things: Sequence[UUID], upto: int, topics: Sequence[str]) -> dict[UUID, int]:
        """The position of the last event about each thing, up to a position and of these topics."""
        async with lent(self._pool) as connection:
            cursor = await connection.execute(LAST_ABOUT, [list(things), upto, list(topics)])
            return dict(await cursor.fetchall())

    async def position_at(self, time: datetime, upto: int) -> int:
        """The position of the last event up to `upto` that is not later than a time; 0 where there is none."""
        async with lent(self._pool) as connection:
            row = await (await connection.execute(POSITION_AT, {"time": time, "upto": upto})).fetchone()
        assert row
        return int(row[0])

    async def time_of(self, position: int) -> datetime:
        """When the event at a position happened."""
        async with lent(self._pool) as connection:
            cursor = await connection.execute("SELECT at FROM log.events WHERE notification_id = %s", [position])
            row = await cursor.fetchone()
        assert row, "positions have no gaps"
        time: datetime = row[0]
        return time

    async def _recorded(self, query: str, **values: object) -> list[Recorded]:
        async with lent(self._pool) as connection:
            cursor = connection.cursor(binary=True, row_factory=ROWS)
            await cursor.execute(query, values)
            return [recorded(row) for row in await cursor.fetchall()]
