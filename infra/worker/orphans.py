"""Pictures that no render names: their worker died between storing and telling, and the render ended otherwise."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import structlog
from psycopg import Error

from infra.blobs import LocalBlobs
from infra.database.pool import Pool
from projections.views import renders

BEHIND = timedelta(minutes=10)
"""How far the views may lie behind the log, and still say what is named: far less than a picture is old."""
AT_ONCE = 10_000
"""Pictures that are asked about in one query."""

logger = structlog.get_logger(__name__)


async def sweep_orphans(blobs: LocalBlobs, pool: Pool) -> int:
    """Remove them once they are old; how many. Nothing is removed while the views cannot say what is named."""
    old, swept = await asyncio.to_thread(blobs.old), 0
    try:
        for first in range(0, len(old), AT_ONCE):
            some = old[first : first + AT_ONCE]
            async with pool.connection() as connection:
                orphans = await renders.unnamed(connection, some, datetime.now(UTC) - BEHIND)
            for digest in orphans:
                swept += await asyncio.to_thread(blobs.remove, digest)
    except Error as error:  # the database restarts, or the views are not there yet
        logger.warning("orphans.unknown", error=type(error).__name__)
    return swept
