"""Leases on renders, in PostgreSQL: its clock decides alone when a term is over.

That clock may be set back. So a term that would last longer than any does is over too: else the render of a worker that
died before would wait for the old time to come again.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

import structlog
from psycopg import InterfaceError, OperationalError
from psycopg.conninfo import make_conninfo

from inference.ports import Lease
from infra.database.pool import Pool

TERM = 6.0
"""Seconds a lease lasts from its last keeping: how long the render of a killed worker waits for another."""

TAKE = """
INSERT INTO app.render_leases AS held (render_id, worker, expires_at)
VALUES (%(render)s, %(worker)s, clock_timestamp() + make_interval(secs => %(term)s))
ON CONFLICT (render_id) DO UPDATE
SET fence = excluded.fence, worker = excluded.worker, expires_at = excluded.expires_at
WHERE held.expires_at NOT BETWEEN clock_timestamp() AND clock_timestamp() + make_interval(secs => %(term)s)
RETURNING fence
"""

KEEP = """
UPDATE app.render_leases SET expires_at = clock_timestamp() + make_interval(secs => %(term)s)
WHERE render_id = %(render)s AND fence = %(fence)s AND worker = %(worker)s
RETURNING NOT EXISTS (
    SELECT FROM log.events WHERE originator_id = %(render)s AND originator_version > %(version)s
)
"""

HELD = """
SELECT render_id FROM app.render_leases WHERE render_id = ANY(%s)
AND expires_at BETWEEN clock_timestamp() AND clock_timestamp() + make_interval(secs => %s)
"""

RELEASE = "DELETE FROM app.render_leases WHERE render_id = %(render)s AND fence = %(fence)s AND worker = %(worker)s"

UNREACHABLE = (OperationalError, InterfaceError)

logger = structlog.get_logger(__name__)


def hasty(conninfo: str) -> str:
    """The same database, over connections whose commits do not wait for the disk."""
    return make_conninfo(conninfo, options="-c synchronous_commit=off")


class PostgresLeases:
    """The leases of one worker process.

    A lease that a crash of the database forgets costs double work and nothing else: the append at the expected
    version decides. So these connections need not wait for the disk (see `hasty`).
    """

    def __init__(self, pool: Pool, term: float = TERM) -> None:
        self._pool = pool
        self._term = term
        self._worker = uuid4()

    async def take(self, render_id: UUID) -> Lease | None:
        """A new term, or None while another worker holds one."""
        async with self._pool.connection() as connection:
            cursor = await connection.execute(TAKE, self._about(render_id))
            row = await cursor.fetchone()
        return Lease(render_id, row[0]) if row else None

    async def held(self, render_ids: Sequence[UUID]) -> set[UUID]:
        """Those of some renders that a worker is at now."""
        async with self._pool.connection() as connection:
            cursor = await connection.execute(HELD, [list(render_ids), self._term])
            return {row[0] for row in await cursor.fetchall()}

    async def keep(self, lease: Lease, version: int) -> bool:
        """Prolong the term; False once it is lost or the render's stream is beyond `version`.

        While the database cannot say, the work goes on.
        """
        try:
            async with self._pool.connection() as connection:
                about = self._about(lease.render_id, lease.fence) | {"version": version}
                cursor = await connection.execute(KEEP, about)
                row = await cursor.fetchone()
        except UNREACHABLE as error:
            logger.warning("lease.unknown", error=type(error).__name__)
            return True
        return row is not None and bool(row[0])

    async def release(self, lease: Lease) -> None:
        """End the term, if it still is ours; where the database is gone it ends by itself."""
        try:
            async with self._pool.connection() as connection:
                await connection.execute(RELEASE, self._about(lease.render_id, lease.fence))
        except UNREACHABLE as error:
            logger.warning("lease.unreleased", error=type(error).__name__)

    def _about(self, render_id: UUID, fence: int | None = None) -> dict[str, object]:
        return {"render": render_id, "fence": fence, "worker": self._worker, "term": self._term}
