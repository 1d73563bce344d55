"""Pools of database connections, all set up in one way."""

from __future__ import annotations

import asyncio
from select import POLLIN, poll

import msgspec
from psycopg import AsyncConnection, OperationalError
from psycopg.rows import TupleRow
from psycopg.types.json import set_json_loads
from psycopg_pool import AsyncConnectionPool

from projections.many import teach


class Pool(AsyncConnectionPool[AsyncConnection[TupleRow]]):
    """A pool that does not lose a cancellation.

    Before Python 3.12 `asyncio.wait_for`, in which the pool waits for a connection, swallows a cancellation that comes
    in the same moment as the connection. Whoever was cancelled would then go on, and who waits for its end wait too.
    """

    async def getconn(self, timeout: float | None = None) -> AsyncConnection[TupleRow]:  # noqa: ASYNC109 - the pool's own
        """As the pool's, and CancelledError for one that came meanwhile."""
        task = asyncio.current_task()
        asked = task.cancelling() if task else 0
        connection = await super().getconn(timeout)
        if task and task.cancelling() > asked:
            await self.putconn(connection)
            raise asyncio.CancelledError
        return connection


def open_pool(conninfo: str, *, size: int = 4, name: str | None = None, timeout: float = 5.0) -> Pool:
    """A pool of at most `size` connections, to be entered with ``async with``.

    Connections autocommit; a dead one is replaced before it is lent. Asking raises `psycopg_pool.PoolTimeout`
    after `timeout` seconds.
    """
    return Pool(
        conninfo,
        kwargs={"autocommit": True},
        min_size=1,
        max_size=size,
        open=False,
        name=name,
        timeout=timeout,
        check=_alive,
        configure=_taught,
    )


async def _taught(connection: AsyncConnection[TupleRow]) -> None:
    teach(connection)
    set_json_loads(msgspec.json.decode, connection)  # three times as fast as the standard library's


async def _alive(connection: AsyncConnection[TupleRow]) -> None:
    """Refuse a connection that the server has closed: its socket has something to read. Asks nobody, so it is cheap."""
    waiting = poll()
    waiting.register(connection.fileno(), POLLIN)
    if connection.closed or waiting.poll(0):
        await connection.close()
        raise OperationalError("the server has closed this connection")
