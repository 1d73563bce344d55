"""Connections lent from a pool; where none is to be had, a refusal that says so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from psycopg import OperationalError
from psycopg_pool import PoolTimeout

from domain.errors import DomainError, ErrorCode
from infra.database.pool import Pool
from projections.connection import Connection


@asynccontextmanager
async def lent(pool: Pool) -> AsyncIterator[Connection]:
    """A connection while the block runs; QUEUE_FULL where none comes free in time, or the database is away."""
    try:
        async with pool.connection() as connection:
            yield connection
    except PoolTimeout:
        raise DomainError(ErrorCode.QUEUE_FULL, "Too much is asked just now. Try again in a moment.") from None
    except OperationalError as error:
        raise DomainError(ErrorCode.QUEUE_FULL, "The database is away. Try again in a moment.") from error
