"""The log as the API reads it: stretches of it, by topic and by subject."""

from __future__ import annotations

from collections.abc import Sequence
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
        async with lent(self._pool) as connection:
            cursor = connection.cursor(binary=True, row_factory=ROWS)
            await cursor.execute(OF_ALL if subject is None else OF_SUBJECT, values)
            return [recorded(row) for row in await cursor.fetchall()]

    async def head(self) -> int:
        """The position of the newest event; 0 when there is none."""
        async with lent(self._pool) as connection:
            row = await (await connection.execute("SELECT position FROM log.head")).fetchone()
        assert row
        return int(row[0])
