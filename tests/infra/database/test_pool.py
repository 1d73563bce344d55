"""Pools lend living connections only."""

from __future__ import annotations

import psycopg

from infra.database.pool import open_pool
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
