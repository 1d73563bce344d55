"""Pools of database connections, all set up in one way."""

from __future__ import annotations

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]


def open_pool(conninfo: str, *, size: int = 4, name: str | None = None, timeout: float = 5.0) -> Pool:
    """A pool of at most `size` connections, to be entered with ``async with``.

    Connections autocommit; a dead one is replaced before it is lent. Asking raises `psycopg_pool.PoolTimeout`
    after `timeout` seconds.
    """
    return AsyncConnectionPool(
        conninfo,
        kwargs={"autocommit": True},
        min_size=1,
        max_size=size,
        open=False,
        name=name,
        timeout=timeout,
        check=AsyncConnectionPool.check_connection,
    )
