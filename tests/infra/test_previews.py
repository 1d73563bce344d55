"""Previews over a real Redis: the newest frame at once, then live, until the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis

from infra.previews import FRAMES, KEPT, PreviewFrame, PreviewReader, PreviewWriter, connect
from infra.servers.redis import RedisServer

PATIENCE = 45


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    async with connect(redis_url) as redis:
        yield redis


@pytest.fixture
async def reader(redis: Redis) -> AsyncIterator[PreviewReader]:
    reader = PreviewReader(redis)
    yield reader
    await reader.aclose()


async def publish(writer: PreviewWriter, render: UUID, *steps: int) -> None:
    for step in steps:
        await writer.publish(render, step, 8, b"frame %d" % step, 8.0 - step)


async def seen(reader: PreviewReader, render: UUID) -> list[int]:
    async with asyncio.timeout(PATIENCE):
        return [frame.step async for frame in reader.watch(render)]


async def test_a_late_watcher_gets_the_newest_frame_at_once(redis: Redis, reader: PreviewReader) -> None:
    render = uuid4()
    await publish(PreviewWriter(redis), render, 1, 2, 3)
    async with aclosing(reader.watch(render)) as frames, asyncio.timeout(PATIENCE):
        assert await anext(frames) == PreviewFrame(3, 8, b"frame 3", 5.0)


async def test_frames_come_live_and_stop_at_the_end(redis: Redis, reader: PreviewReader) -> None:
    render, writer = uuid4(), PreviewWriter(redis)
    async with aclosing(reader.watch(render)) as frames, asyncio.timeout(PATIENCE):
        first = asyncio.ensure_future(anext(frames))
        await publish(writer, render, 1)
        assert (await first).step == 1
        await publish(writer, render, 2)
        assert (await anext(frames)).step == 2
        await writer.end(render)
        with pytest.raises(StopAsyncIteration):
            await anext(frames)


async def test_many_renders_share_one_read(redis: Redis, reader: PreviewReader) -> None:
    writer, ids = PreviewWriter(redis), [uuid4() for _ in range(200)]
    watching = [asyncio.create_task(seen(reader, render)) for render in ids for _ in range(2)]
    for render in ids:
        await publish(writer, render, 1, 2)
        await writer.end(render)
    for steps in await asyncio.gather(*watching):
        assert steps in ([2], [1, 2], [])
    assert len([task for task in asyncio.all_tasks() if task.get_name() == "previews"]) == 1


async def test_a_slow_watcher_gets_fewer_frames(redis: Redis, reader: PreviewReader) -> None:
    render, writer, other = uuid4(), PreviewWriter(redis), uuid4()
    async with aclosing(reader.watch(render)) as frames, asyncio.timeout(PATIENCE):
        first = asyncio.ensure_future(anext(frames))
        await publish(writer, render, 1)
        await first
        await publish(writer, render, 2, 3, 4, 5)
        await publish(writer, other, 1)
        await writer.end(other)
        await seen(reader, other)  # all before it has been read
        rest = []
        await writer.end(render)
        async for frame in frames:
            rest.append(frame.step)
        assert rest[-1] == 5
        assert len(rest) < 4


async def test_frames_are_bounded_and_go_by_themselves(redis: Redis) -> None:
    render = uuid4()
    await publish(PreviewWriter(redis), render, *range(1, 2 * FRAMES))
    (key,) = await redis.keys("limn:preview:*")
    assert await redis.xlen(key) == FRAMES
    assert 0 < await redis.ttl(key) <= KEPT


async def test_watching_goes_on_after_flushall(redis: Redis, reader: PreviewReader) -> None:
    render, writer = uuid4(), PreviewWriter(redis)
    async with aclosing(reader.watch(render)) as frames, asyncio.timeout(PATIENCE):
        first = asyncio.ensure_future(anext(frames))
        await publish(writer, render, 1)
        await first
        await redis.flushall()
        await redis.blpop(["nothing"], timeout=0.01)  # within one millisecond an emptied stream numbers as before
        following = asyncio.ensure_future(anext(frames))
        await publish(writer, render, 2)
        assert (await following).step == 2


async def test_without_redis_nothing_is_raised_and_it_comes_back(tmp_path: Path) -> None:
    server = RedisServer(tmp_path, tmp_path)
    render = uuid4()
    async with connect(server.url) as redis:
        writer, reader = PreviewWriter(redis), PreviewReader(redis)
        await publish(writer, render, 1)
        async with aclosing(reader.watch(render)) as frames, asyncio.timeout(PATIENCE):
            first = asyncio.ensure_future(anext(frames))
            await asyncio.to_thread(server.start)
            await publish(writer, render, 2)
            assert (await first).step == 2
            await asyncio.to_thread(server.stop)
            await publish(writer, render, 3)
            await asyncio.to_thread(server.start)
            following = asyncio.ensure_future(anext(frames))
            await publish(writer, render, 4)
            assert (await following).step == 4
        await reader.aclose()
    await asyncio.to_thread(server.stop)
