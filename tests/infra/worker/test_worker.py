"""A worker on real servers: every render ends in one picture or one stated failure."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from domain.log import Append
from domain.renders import ATTEMPTS, ImageRendered, RenderFailed, RenderStatus
from inference.render import RenderPicture
from inference.triton import TritonPainter
from infra.blobs import LocalBlobs
from infra.database.pool import open_pool
from infra.leases import TERM, PostgresLeases, hasty
from infra.log import open_log
from infra.previews import PreviewReader, PreviewWriter, connect
from infra.servers.problem import NotReady
from infra.servers.triton import TritonServer
from infra.worker.process import working
from tests.databases import Database
from tests.infra.worker.rig import PATIENCE, Rig, open_rig, until

PICTURE = ["prompt.submitted", "render.started", "image.rendered"]
START = "render.started"


@asynccontextmanager
async def painter(rig: Rig, *, term: float = TERM, deadline: float = 60.0) -> AsyncIterator[RenderPicture]:
    """The use case alone, with real things behind every port."""
    async with (
        open_log(rig.places.conninfo) as log,
        open_pool(hasty(rig.places.conninfo)) as pool,
        connect(rig.places.redis) as redis,
    ):
        triton = TritonPainter(rig.places.triton)
        leases, blobs = PostgresLeases(pool, term), LocalBlobs(rig.places.data / "blobs")
        yield RenderPicture(log, leases, triton, rig.keyring, PreviewWriter(redis), blobs, deadline=deadline)
        await triton.close()


async def test_a_prompt_becomes_a_picture(
    database: Database, redis_url: str, triton_server: TritonServer, tmp_path: Path
) -> None:
    async with open_rig(database, redis_url, triton_server.address, tmp_path) as rig, working(rig.places):
        render_id = await rig.submit("a lighthouse at dusk, watercolor")
        await rig.reached(render_id, RenderStatus.DONE)
        assert await rig.story(render_id) == PICTURE
        (rendered,) = [item.event for item in await rig.log.read(0, 100, [ImageRendered.TOPIC])]
        assert isinstance(rendered, ImageRendered)
        blobs = LocalBlobs(tmp_path / "blobs")
        for size in ("full", "large", "small"):
            webp, jpeg = await blobs.get(rendered.sha256, size, "webp"), await blobs.get(rendered.sha256, size, "jpg")
            assert webp
            assert webp.startswith(b"RIFF")
            assert jpeg
            assert jpeg.startswith(b"\xff\xd8")
        assert (rendered.width, rendered.height) == (256, 256)
        assert 0 < rendered.watt_hours_low < rendered.watt_hours < rendered.watt_hours_high
        words = rig.keyring.open(rendered.owner, rendered.sealed or b"")
        assert words
        assert words["alt_text"]


async def test_a_watcher_sees_frames_and_then_the_end(rig: Rig) -> None:
    async with connect(rig.places.redis) as redis, working(rig.places):
        reader = PreviewReader(redis)
        render_id = await rig.submit("takes 0.05")
        async with asyncio.timeout(PATIENCE):
            frames = [frame async for frame in reader.watch(render_id)]
        await reader.aclose()
    assert frames[-1].step == frames[-1].steps == 4
    assert frames[-1].eta == 0
    assert {frame.preview for frame in frames} == {b"preview"}


async def test_two_are_painted_at_once_and_the_others_wait(rig: Rig) -> None:
    async with working(rig.places, slots=2) as slots:
        renders = [await rig.submit("takes 0.1", seed=number) for number in range(6)]
        lowest = 2
        for render_id in renders:
            await rig.reached(render_id, RenderStatus.DONE)
            lowest = min(lowest, slots.free)
        assert lowest >= 0
    assert [await rig.story(render_id) for render_id in renders] == [PICTURE] * 6


async def test_of_two_that_paint_the_same_render_one_finishes(rig: Rig) -> None:
    """Terms that lapse at once: the guard removed. The log still takes one end only."""
    render_id = await rig.submit("takes 0.1")
    async with painter(rig, term=-1.0) as first, painter(rig, term=-1.0) as second:
        early = asyncio.create_task(first.run(render_id))

        async def started() -> bool:
            return START in await rig.story(render_id)

        await until(started)
        await asyncio.gather(early, second.run(render_id))
    story = await rig.story(render_id)
    assert story.count("image.rendered") == 1
    assert story[-1] == "image.rendered"


async def test_while_one_holds_the_lease_the_other_leaves(rig: Rig) -> None:
    render_id = await rig.submit("takes 0.1")
    async with painter(rig) as first, painter(rig) as second:
        done = await asyncio.gather(first.run(render_id), second.run(render_id))
    assert sorted(done) == [False, True]
    assert await rig.story(render_id) == PICTURE


async def test_a_render_cancelled_in_the_queue_is_never_begun(rig: Rig) -> None:
    render_id = await rig.submit("paints")
    await rig.cancel(render_id)
    async with painter(rig) as use_case:
        assert not await use_case.run(render_id)
    assert await rig.story(render_id) == ["prompt.submitted", "render.cancelled"]


async def test_cancelling_a_running_render_stops_the_model(rig: Rig, tmp_path: Path) -> None:
    note = tmp_path / "note"
    render_id = await rig.submit("hangs", negative=str(note))
    async with working(rig.places):
        await rig.reached(render_id, RenderStatus.RUNNING)
        await rig.cancel(render_id)

        async def stopped() -> bool:
            return note.exists() and note.read_text() == "cancelled"

        await until(stopped)
    assert await rig.story(render_id) == ["prompt.submitted", START, "render.cancelled"]


@pytest.mark.parametrize(
    ("prompt", "deadline", "reason", "attempts"),
    [("raises", 60.0, "MODEL_FAILED", ATTEMPTS), ("hangs", 3.0, "DEADLINE_EXCEEDED", 1)],
)
async def test_a_bad_prompt_ends_in_a_stated_failure(
    rig: Rig, prompt: str, deadline: float, reason: str, attempts: int
) -> None:
    render_id = await rig.submit(prompt)
    async with painter(rig, deadline=deadline) as use_case:
        assert await use_case.run(render_id)
    assert await rig.story(render_id) == ["prompt.submitted", *[START] * attempts, "render.failed"]
    assert await why(rig) == [reason]


async def test_words_that_are_gone_cannot_be_painted(rig: Rig) -> None:
    render_id = await rig.submit("paints")
    rig.keyring.shred((await rig.render(render_id)).owner)
    async with painter(rig) as use_case:
        await use_case.run(render_id)
    assert await why(rig) == ["PROMPT_GONE"]


async def test_a_render_that_killed_its_workers_is_given_up(rig: Rig) -> None:
    render_id = await rig.submit("paints")
    for _ in range(ATTEMPTS):
        render = await rig.render(render_id)
        render.start()
        await rig.log.append(Append(render.id, render.collect_events()))
    async with working(rig.places):
        await rig.reached(render_id, RenderStatus.FAILED)
    assert await why(rig) == ["ATTEMPTS_EXHAUSTED"]


async def test_a_prompt_that_kills_the_model_stops_nobody_else(rig: Rig, obedient_triton: TritonServer) -> None:
    async with working(rig.places), healing(obedient_triton):
        fatal = await rig.submit("exits")
        await rig.reached(fatal, RenderStatus.FAILED)
        healthy = await rig.submit("paints")
        await rig.reached(healthy, RenderStatus.DONE)
    assert await rig.story(fatal) == ["prompt.submitted", *[START] * ATTEMPTS, "render.failed"]


@asynccontextmanager
async def healing(triton: TritonServer) -> AsyncIterator[None]:
    """Someone looks after the model, as the supervisor does."""
    stop = asyncio.Event()

    async def heal() -> None:
        while not stop.is_set():
            try:
                await asyncio.to_thread(triton.check)
                await asyncio.sleep(0.05)
            except NotReady:
                with suppress(NotReady):
                    await asyncio.to_thread(triton.heal)

    async with asyncio.TaskGroup() as group:
        group.create_task(heal())
        try:
            yield
        finally:
            stop.set()


async def why(rig: Rig) -> list[str]:
    """The reasons of all failures."""
    failed = [item.event for item in await rig.log.read(0, 100, [RenderFailed.TOPIC])]
    return [event.reason for event in failed if isinstance(event, RenderFailed)]


async def test_a_start_sweeps_what_a_killed_store_left(rig: Rig) -> None:
    left = rig.places.data / "blobs" / "staging" / ("0" * 32)
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    async with working(rig.places):
        assert not left.exists()
