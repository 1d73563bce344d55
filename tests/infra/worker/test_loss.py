"""What gets lost costs time and no render: killed workers, an emptied queue, no queue at all."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from pathlib import Path

from redis import Redis

from domain.renders import RenderStatus
from infra.database.pool import open_pool
from infra.dispatch import RedisDispatch
from infra.leases import PostgresLeases
from infra.servers.redis import RedisServer
from infra.servers.triton import TritonServer
from infra.worker.process import working
from tests.databases import Database
from tests.infra.worker.rig import Rig, child, open_rig

PICTURE = ["prompt.submitted", "render.started", "image.rendered"]


async def test_a_killed_workers_render_is_finished_by_another(rig: Rig, tmp_path: Path) -> None:
    render_id = await rig.submit("takes 0.3")
    with child(rig.places, tmp_path / "first.log") as first:
        await rig.reached(render_id, RenderStatus.RUNNING)
        first.kill()
        first.wait()
        assert (await rig.render(render_id)).status is RenderStatus.RUNNING
        with child(rig.places, tmp_path / "second.log"):
            await rig.reached(render_id, RenderStatus.DONE)
    assert await rig.story(render_id) == ["prompt.submitted", "render.started", *PICTURE[1:]]


async def test_three_workers_on_one_render_make_one_picture(rig: Rig, tmp_path: Path) -> None:
    with ExitStack() as workers:
        for number in range(3):
            workers.enter_context(child(rig.places, tmp_path / f"{number}.log"))
        dispatch = RedisDispatch(rig.places.redis)
        renders = [await rig.submit("takes 0.05", seed=number) for number in range(4)]
        for render_id in renders * 3:
            dispatch.dispatch(render_id)
        for render_id in renders:
            await rig.reached(render_id, RenderStatus.DONE)
        dispatch.close()
    assert [await rig.story(render_id) for render_id in renders] == [PICTURE] * 4


async def test_an_emptied_queue_is_swept(rig: Rig) -> None:
    renders = [await rig.submit("takes 0.05", seed=number) for number in range(8)]
    async with working(rig.places):
        await rig.reached(renders[0], RenderStatus.RUNNING, RenderStatus.DONE)
        with Redis.from_url(rig.places.redis) as redis:
            redis.flushall()
        for render_id in renders:
            await rig.reached(render_id, RenderStatus.DONE)
        again = await rig.submit("paints")
        await rig.reached(again, RenderStatus.DONE)
    assert [await rig.story(render_id) for render_id in renders] == [PICTURE] * 8


async def test_without_sweeps_an_emptied_queue_stays_lost(rig: Rig) -> None:
    """The control: what the sweeper is there for."""
    async with working(rig.places, sweep_every=3600):
        renders = [await rig.submit("takes 0.05", seed=number) for number in range(20)]
        await rig.reached(renders[0], RenderStatus.RUNNING, RenderStatus.DONE)
        with Redis.from_url(rig.places.redis) as redis:
            redis.flushall()
        later = await rig.submit("paints")
        await rig.reached(later, RenderStatus.DONE)
        assert {(await rig.render(render_id)).status for render_id in renders} > {RenderStatus.QUEUED}


async def test_without_redis_pictures_are_made_all_the_same(
    database: Database, obedient_triton: TritonServer, tmp_path: Path
) -> None:
    server = RedisServer(tmp_path, tmp_path)
    data = tmp_path / "data"
    async with open_rig(database, server.url, obedient_triton.address, data) as rig, working(rig.places):
        render_id = await rig.submit("paints")
        await rig.reached(render_id, RenderStatus.DONE)


async def test_a_worker_that_is_told_to_stop_leaves_its_render_to_another_at_once(rig: Rig, tmp_path: Path) -> None:
    render_id = await rig.submit("takes 1.5")
    with child(rig.places, tmp_path / "first.log") as first:
        await rig.reached(render_id, RenderStatus.RUNNING)
        first.terminate()
        assert await asyncio.to_thread(first.wait, 20.0) == 0
        async with open_pool(rig.places.conninfo) as pool:
            assert await PostgresLeases(pool).held([render_id]) == set()
