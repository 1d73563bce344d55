"""A clock that is set forward and back by an hour: what waits for a time, waits no longer than it should."""

from __future__ import annotations

import asyncio
from pathlib import Path
from uuid import uuid4

from redis.asyncio import Redis

from infra.database.pool import open_pool
from infra.leases import PostgresLeases
from infra.limits import RATES, RedisLimits
from infra.servers.triton import TritonServer
from infra.sessions import PostgresSessions
from tests.databases import Database
from tests.infra.worker.rig import open_rig
from tests.torture.clock import HOUR, Clock, torture

WAITS = "SELECT expires_at > clock_timestamp() FROM app.render_leases"


async def test_renders_end_once_while_the_clock_jumps_and_time_never_falls(
    database: Database, redis_url: str, obedient_triton: TritonServer, tmp_path: Path
) -> None:
    clock = Clock(database)
    async with open_rig(database, redis_url, obedient_triton.address, tmp_path / "data") as rig:
        report = await torture(rig, clock, seed=1, size=6)
    assert report.passed, report.text()


async def test_a_dead_workers_term_does_not_outlive_a_clock_set_back(database: Database) -> None:
    clock = Clock(database)
    async with open_pool(database.worker) as pool:
        dead, living, render = PostgresLeases(pool), PostgresLeases(pool), uuid4()
        old = await dead.take(render)
        assert old
        assert await living.take(render) is None
        await asyncio.to_thread(clock.set, -HOUR)
        assert clock.ask(WAITS), "the control: by its own time alone the term lasts another hour"
        assert await living.held([render]) == set()
        new = await living.take(render)
        assert new
        assert new.fence > old.fence
        assert not await dead.keep(old, 0)


async def test_a_session_lives_through_it(database: Database) -> None:
    clock, account = Clock(database), uuid4()
    async with open_pool(database.api) as pool:
        sessions = PostgresSessions(pool)
        token, _ = await sessions.start(account)
        for seconds in (-HOUR, HOUR):
            await asyncio.to_thread(clock.set, seconds)
            assert await sessions.account(token) == account


async def test_a_rate_is_not_held_for_the_hour_that_a_clock_was_set_back(redis_url: str) -> None:
    async with Redis.from_url(redis_url) as redis:
        limits = RedisLimits(redis, b"secret")
        assert await limits.allow("comment", "ada")
        (key,) = await redis.keys("limn:rate:*")
        await redis.expire(key, HOUR)  # what an hour back makes of its end
        assert await limits.allow("comment", "ada")
        assert await redis.ttl(key) <= RATES["comment"].seconds
