"""Snapshots of the views for the API's reads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain.errors import DomainError, ErrorCode
from infra.database.pool import Pool
from infra.lending import lent
from infra.telemetry.spans import NO_SPANS, Spans
from projections.connection import Connection


class PoolSnapshots:
    """Transactions on pooled connections of the role `limn_api`."""

    def __init__(self, pool: Pool, spans: Spans = NO_SPANS) -> None:
        self._pool = pool
        self._spans = spans
        self._installed = False

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Connection]:
        """A connection for one transaction, which `projections.checkpoint.enter` begins.

        QUEUE_FULL where none comes free in time, STALE before the engine has made the views for the first time.
        """
        with self._spans.leaf("read"):
            async with lent(self._pool) as connection:
                await self._check(connection)
                yield connection

    async def _check(self, connection: Connection) -> None:
        if not self._installed:
            cursor = await connection.execute("SELECT FROM views.installed LIMIT 1")
            self._installed = await cursor.fetchone() is not None
        if not self._installed:
            raise DomainError(ErrorCode.STALE, "The views are being made for the first time. Try again in a moment.")
