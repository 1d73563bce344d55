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
from projections.reading import rows
from tests.databases import Database
from tests.infra.worker.rig import PATIENCE, Rig, child, open_rig, until

PICTURE = ["prompt.submitted", "render.started", "image.rendered"]
DISPATCHED = "SELECT 1 FROM views.policy, log.head WHERE name = 'dispatch' AND policy.position = head.position"


def _one_picture(story: list[str]) -> bool:
    """However often it was begun: a worker that is kept waiting for as long as a lease lasts is taken for dead."""
    return story[-1] == "image.rendered" and story.count("image.rendered") == 1


async def test_a_killed_workers_render_is_finished_by_another(rig: Rig, tmp_path: Path) -> None:
    render_id = await rig.submit("waits", negative=str(go := tmp_path / "go"))
    with child(rig.places, tmp_path / "first.log") as first:
        await rig.reached(render_id, RenderStatus.RUNNING)
        first.kill()
        first.wait()
        go.touch()
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
    assert all([_one_picture(await rig.story(render_id)) for render_id in renders])


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
    assert all([_one_picture(await rig.story(render_id)) for render_id in renders])


async def test_without_sweeps_an_emptied_queue_stays_lost(rig: Rig, tmp_path: Path) -> None:
    """The control: what the sweeper is there for. The queue is emptied while a render keeps the only slot."""
    async with working(rig.places, slots=1, sweep_every=3600):
        first = await rig.submit("waits", negative=str(go := tmp_path / "go"))
        await rig.reached(first, RenderStatus.RUNNING)
        renders = [await rig.submit("paints", seed=number) for number in range(8)]
        await _dispatched(rig)
        with Redis.from_url(rig.places.redis) as redis:
            redis.flushall()
        go.touch()
        later = await rig.submit("paints")
        await rig.reached(later, RenderStatus.DONE)
        assert RenderStatus.QUEUED in {(await rig.render(render_id)).status for render_id in renders}


async def _dispatched(rig: Rig) -> None:
    """Wait until a message was sent for every prompt."""
    async with open_pool(rig.places.conninfo) as pool, pool.connection() as connection:

        async def sent() -> bool:
            return bool(await rows(connection, int, DISPATCHED))

        await until(sent)


async def test_without_redis_pictures_are_made_all_the_same(
    database: Database, obedient_triton: TritonServer, tmp_path: Path
) -> None:
    server = RedisServer(tmp_path, tmp_path)
    data = tmp_path / "data"
    async with open_rig(database, server.url, obedient_triton.address, data) as rig, working(rig.places):
        render_id = await rig.submit("paints")
        await rig.reached(render_id, RenderStatus.DONE)


async def test_a_worker_that_is_told_to_stop_leaves_its_render_to_another_at_once(rig: Rig, tmp_path: Path) -> None:
    render_id = await rig.submit("hangs")
    with child(rig.places, tmp_path / "first.log") as first:
        await rig.reached(render_id, RenderStatus.RUNNING)
        first.terminate()
        assert await asyncio.to_thread(first.wait, PATIENCE) == 0
        async with open_pool(rig.places.conninfo) as pool:
            assert await PostgresLeases(pool).held([render_id]) == set()
