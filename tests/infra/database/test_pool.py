"""Pools lend living connections only, and lose no cancellation."""

from __future__ import annotations

import asyncio
import sys

import psycopg
import pytest
from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from infra.database.pool import Pool, open_pool
from tests.databases import Database


async def test_a_connection_that_the_server_closed_is_replaced(database: Database) -> None:
    async with open_pool(database.api, size=1) as pool:
        async with pool.connection() as connection:
            pid = connection.info.backend_pid
        with psycopg.connect(database.superuser, autocommit=True) as superuser:
            assert superuser.execute("SELECT pg_terminate_backend(%s, 5000)", [pid]).fetchone() == (True,)
        async with pool.connection() as connection:
            assert connection.info.backend_pid != pid
            assert await (await connection.execute("SELECT 1")).fetchone() == (1,)


TICKS = range(12)
"""A cancellation is tried this many turns of the loop after the connection came back."""


async def swallowed(pool: AsyncConnectionPool[AsyncConnection[TupleRow]]) -> int:
    """How often one who waits for the pool's only connection goes on although cancelled."""
    lost = 0
    for ticks in TICKS:
        connection = await pool.getconn()
        waiting = asyncio.create_task(pool.getconn())
        await asyncio.sleep(0.01)  # until it waits
        await pool.putconn(connection)
        for _ in range(ticks):
            await asyncio.sleep(0)
        asked = waiting.cancel()
        (outcome,) = await asyncio.gather(waiting, return_exceptions=True)
        if not isinstance(outcome, BaseException):
            await pool.putconn(outcome)
            lost += asked
    return lost


async def test_a_cancellation_is_never_swallowed(database: Database) -> None:
    async with open_pool(database.api, size=1) as pool:
        assert await swallowed(pool) == 0
        async with pool.connection() as connection:  # and no connection was lost over it
            assert await (await connection.execute("SELECT 1")).fetchone() == (1,)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="asyncio.wait_for was mended in Python 3.12")
async def test_the_pool_as_it_comes_swallows_some(database: Database) -> None:
    async with AsyncConnectionPool[AsyncConnection[TupleRow]](database.api, min_size=1, max_size=1, open=False) as pool:
        assert not isinstance(pool, Pool)
        assert await swallowed(pool) > 0
