"""The stream of one render, the same over both transports."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any
from uuid import UUID, uuid4

import pytest

from api.ids import NodeKind, node_id
from infra.previews import PreviewReader, PreviewWriter, connect
from infra.servers.redis import RedisServer
from tests.api.realtime.clients import PATIENCE, Element, Errors
from tests.api.realtime.conftest import Stage, Subscribe

PROGRESS = """subscription Progress($id: ID!) { renderProgress(renderId: $id) {
  render { status queuePlace } step steps preview etaSeconds } }"""
FRAME = b"\xff\xd8 a small picture"


@pytest.fixture
async def previews(redis_server: RedisServer) -> AsyncIterator[PreviewWriter]:
    """A worker's side of the previews."""
    async with connect(redis_server.url) as redis:
        yield PreviewWriter(redis)


async def _next(stream: AsyncGenerator[Element, None]) -> Any:
    return (await asyncio.wait_for(anext(stream), PATIENCE)).data["renderProgress"]


async def _until(stream: AsyncGenerator[Element, None], status: str) -> Any:
    """The first element with a status."""
    while (progress := await _next(stream))["render"]["status"] != status:
        pass
    return progress


async def _own_render(stage: Stage) -> tuple[UUID, dict[str, Any], str]:
    owner = await stage.person()
    render = await stage.world.render(owner)
    await stage.settled()
    return render, {"id": node_id(NodeKind.RENDER, render)}, await stage.token(owner)


async def test_frames_come_and_then_the_end(stage: Stage, subscribe: Subscribe, previews: PreviewWriter) -> None:
    render, variables, token = await _own_render(stage)
    async with aclosing(subscribe(stage.address, PROGRESS, variables, token=token)) as stream:
        first = await _next(stream)
        assert (first["render"]["status"], first["step"], first["steps"]) == ("QUEUED", 0, 8)
        await stage.world.change(render, "start")
        await _until(stream, "RUNNING")
        await previews.publish(render, 3, 8, FRAME, 1.5)
        shown = await _next(stream)
        assert (shown["step"], shown["steps"], shown["etaSeconds"]) == (3, 8, 1.5)
        assert shown["preview"] == "data:image/jpeg;base64," + b64encode(FRAME).decode()
        await stage.world.change(render, "finish")
        done = await _until(stream, "DONE")
        assert (done["step"], done["preview"]) == (8, None)
        with pytest.raises(StopAsyncIteration):
            await _next(stream)


async def test_who_comes_late_sees_the_newest_frame(
    stage: Stage, subscribe: Subscribe, previews: PreviewWriter
) -> None:
    render, variables, token = await _own_render(stage)
    await stage.world.change(render, "start")
    for step in (1, 2, 3):
        await previews.publish(render, step, 8, FRAME, None)
    await stage.settled()
    async with aclosing(subscribe(stage.address, PROGRESS, variables, token=token)) as stream:
        while (await _next(stream))["step"] != 3:
            pass


@pytest.mark.parametrize("end", ["finish", "fail", "cancel"])
async def test_who_comes_after_the_end_is_told(stage: Stage, subscribe: Subscribe, end: str) -> None:
    owner = await stage.person()
    render = await stage.world.render(owner)
    await stage.world.change(render, "start", end, owner=owner)
    await stage.settled()
    variables, token = {"id": node_id(NodeKind.RENDER, render)}, await stage.token(owner)
    stream = subscribe(stage.address, PROGRESS, variables, token=token)
    statuses = [element.data["renderProgress"]["render"]["status"] async for element in stream]
    assert statuses == [{"finish": "DONE", "fail": "FAILED", "cancel": "CANCELLED"}[end]]


async def test_the_end_comes_without_redis(stage: Stage, subscribe: Subscribe, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = PreviewReader(connect("redis://127.0.0.1:1/0"))
    monkeypatch.setattr(stage.services.previews, "watch", nowhere.watch)
    render, variables, token = await _own_render(stage)
    async with aclosing(subscribe(stage.address, PROGRESS, variables, token=token)) as stream:
        await _next(stream)
        await stage.world.change(render, "start", "finish")
        await _until(stream, "DONE")
    await nowhere.aclose()


async def test_a_place_in_the_queue_moves(stage: Stage, subscribe: Subscribe) -> None:
    ahead = await stage.world.render(await stage.person())
    _, variables, token = await _own_render(stage)
    async with aclosing(subscribe(stage.address, PROGRESS, variables, token=token)) as stream:
        place = (await _next(stream))["render"]["queuePlace"]
        await stage.world.change(ahead, "start")
        assert (await _next(stream))["render"]["queuePlace"] == place - 1


async def test_who_waits_is_told_how_long(stage: Stage, subscribe: Subscribe) -> None:
    done = await stage.world.render(await stage.person())
    await stage.world.change(done, "start", "finish")
    _, variables, token = await _own_render(stage)
    async with aclosing(subscribe(stage.address, PROGRESS, variables, token=token)) as stream:
        first = await _next(stream)
        assert first["render"]["status"] == "QUEUED"
        assert first["etaSeconds"] >= 0


async def test_a_render_of_another_is_not_there(stage: Stage, subscribe: Subscribe) -> None:
    _, variables, _ = await _own_render(stage)
    stranger = await stage.token(await stage.person())
    for token, asked in ((stranger, variables), (None, variables), (stranger, {"id": f"render_{uuid4().hex}"})):
        with pytest.raises(Errors) as errors:
            await _next(subscribe(stage.address, PROGRESS, asked, token=token))
        assert errors.value.codes == ["NOT_FOUND"]
