"""Connections lent from a pool; where none is to be had, a refusal that says so."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from psycopg_pool import PoolTimeout

from domain.errors import DomainError, ErrorCode
from infra.database.pool import Pool
from projections.connection import Connection
from projections.reading import reachable


@contextmanager
def patient() -> Iterator[None]:
    """QUEUE_FULL where no connection comes free in time while the block waits for one, or the database goes away."""
    with reachable():
        try:
            yield
        except PoolTimeout:
            raise DomainError(ErrorCode.QUEUE_FULL, "Too much is asked just now. Try again in a moment.") from None


@asynccontextmanager
async def lent(pool: Pool) -> AsyncIterator[Connection]:
    """A connection while the block runs; QUEUE_FULL as with `patient`."""
    with patient():
        async with pool.connection() as connection:
            yield connection
