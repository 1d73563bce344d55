"""Servers that somebody else runs: reached and judged at the start, and never started or ended by us."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo
from redis import Redis
from redis.exceptions import RedisError

from infra.addresses import database_name
from infra.servers.postgres import DURABLE
from infra.servers.problem import Exit, Problem
from infra.servers.roles import make_database, make_roles

OLDEST_POSTGRES = 16
OLDEST_REDIS = (6, 2)


def check_postgres(address: str, secrets: Path) -> None:
    """A durable PostgreSQL 16 or newer where we may make roles and the database; makes them. Raises Problem."""
    try:
        administrator = make_conninfo(address, dbname="postgres")
        with psycopg.connect(administrator, connect_timeout=5) as connection:
            unsafe = [name for name in DURABLE if _off(connection, name)]
            version = connection.info.server_version // 10_000
        if version >= OLDEST_POSTGRES and not unsafe:
            make_roles(administrator, secrets)
            return make_database(administrator, database_name(address))
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise _unfit("PostgreSQL", "LIMN_DATABASE_URL", f"cannot be used ({reason})") from error
    wrong = f"runs with {', '.join(unsafe)} off" if unsafe else f"is version {version}, not {OLDEST_POSTGRES}"
    raise _unfit("PostgreSQL", "LIMN_DATABASE_URL", wrong)


def check_redis(url: str) -> None:
    """A Redis 6.2 or newer. Raises Problem."""
    try:
        with Redis.from_url(url, socket_timeout=5.0) as redis:
            version = str(redis.info("server")["redis_version"])
    except (RedisError, OSError, ValueError) as error:
        raise _unfit("Redis", "LIMN_REDIS_URL", f"does not answer ({type(error).__name__})") from error
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_REDIS:
        raise _unfit("Redis", "LIMN_REDIS_URL", f"is version {version}")


def check_triton(address: str) -> None:
    """A Triton whose painter answers a canary. Raises Problem."""
    try:
        asyncio.run(_sing(address))
    except Exception as error:
        raise _unfit("Triton", "LIMN_TRITON_URL", f"does not answer the canary ({error})") from error


async def _sing(address: str) -> None:
    from inference.triton import TritonPainter  # noqa: PLC0415 (a heavy client, for outside servers only)

    painter = TritonPainter(address)
    try:
        await painter.canary()
    finally:
        await painter.close()


def _off(connection: psycopg.Connection, setting: str) -> bool:
    row = connection.execute("SELECT current_setting(%s)", [setting]).fetchone()
    return row == ("off",)


def _unfit(server: str, variable: str, reason: str) -> Problem:
    return Problem(
        f"The outside {server} {reason}.",
        f"correct {variable}, or unset it to use the embedded one",
        Exit.SERVER,
    )
