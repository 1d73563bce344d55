"""Pools of database connections, all set up in one way."""

from __future__ import annotations

from select import POLLIN, poll

from psycopg import AsyncConnection, OperationalError
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
        check=_alive,
    )


async def _alive(connection: AsyncConnection[TupleRow]) -> None:
    """Refuse a connection that the server has closed: its socket has something to read. Asks nobody, so it is cheap."""
    waiting = poll()
    waiting.register(connection.fileno(), POLLIN)
    if connection.closed or waiting.poll(0):
        await connection.close()
        raise OperationalError("the server has closed this connection")
