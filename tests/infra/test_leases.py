"""Leases against a real PostgreSQL: one worker at a time, and a fence that only rises."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import pytest

from domain.log import Append
from domain.renders import Params, Render
from inference.ports import Lease
from infra.database.pool import Pool, open_pool
from infra.leases import PostgresLeases, hasty
from infra.log import open_log
from tests.databases import Database

LAPSED = -1.0
"""A term that is over when it begins."""


@pytest.fixture
async def pool(shared_database: Database) -> AsyncIterator[Pool]:
    async with open_pool(hasty(shared_database.worker)) as pool:
        yield pool


async def take(leases: PostgresLeases, render: UUID) -> Lease:
    lease = await leases.take(render)
    assert lease is not None
    return lease


async def test_one_of_many_workers_gets_it(pool: Pool) -> None:
    render = uuid4()
    workers = [PostgresLeases(pool) for _ in range(8)]
    taken = await asyncio.gather(*(worker.take(render) for worker in workers))
    assert len([lease for lease in taken if lease]) == 1


async def test_a_worker_does_not_get_it_twice_itself(pool: Pool) -> None:
    leases, render = PostgresLeases(pool), uuid4()
    assert await leases.take(render)
    assert await leases.take(render) is None


async def test_a_lapsed_term_goes_to_the_next_with_a_greater_fence(pool: Pool) -> None:
    render = uuid4()
    first, second = PostgresLeases(pool, term=LAPSED), PostgresLeases(pool)
    old = await take(first, render)
    new = await take(second, render)
    assert new.fence > old.fence
    assert not await first.keep(old, 0)
    assert await second.keep(new, 0)


async def test_a_lapsed_term_that_nobody_took_is_kept(pool: Pool) -> None:
    leases = PostgresLeases(pool, term=LAPSED)
    assert await leases.keep(await take(leases, uuid4()), 0)


async def test_the_loser_cannot_release_the_winners_term(pool: Pool) -> None:
    render = uuid4()
    first, second = PostgresLeases(pool, term=LAPSED), PostgresLeases(pool)
    old = await take(first, render)
    new = await take(second, render)
    await first.release(old)
    assert await second.keep(new, 0)
    assert await PostgresLeases(pool).take(render) is None


async def test_a_released_render_is_free(pool: Pool) -> None:
    render, leases = uuid4(), PostgresLeases(pool)
    lease = await take(leases, render)
    assert await leases.held([render, uuid4()]) == {render}
    await leases.release(lease)
    assert await leases.held([render]) == set()
    assert await PostgresLeases(pool).take(render)


async def test_a_stream_that_went_on_ends_the_work(pool: Pool, shared_database: Database) -> None:
    leases, owner = PostgresLeases(pool), uuid4()
    render = Render.submit(uuid4(), owner, Params(256, 256, 1, 0, "painter"), None, b"sealed")
    async with open_log(shared_database.worker) as log:
        await log.append(Append(render.id, render.collect_events()))
        lease = await take(leases, render.id)
        assert await leases.keep(lease, render.version)
        seen = render.version
        render.cancel(owner)
        await log.append(Append(render.id, render.collect_events()))
        assert not await leases.keep(lease, seen)
