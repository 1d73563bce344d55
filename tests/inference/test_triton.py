"""The client against a real Triton with the real painter: frames, errors, deadlines, cancellation, many at once."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from inference.triton import (
    DeadlineExceeded,
    Frame,
    ModelFailed,
    ModelUnavailable,
    PaintRequest,
    Picture,
    TritonPainter,
)
from infra.servers.triton import TritonServer
from tests.waiting import until

REQUEST = PaintRequest("a lighthouse at dusk", "", 256, 256, 8, 1, "painter", "somebody's")
HEAVY = replace(REQUEST, width=1024, height=1024, steps=64)
GOLDEN = Path(__file__).parents[1] / "golden" / "painter.json"


@pytest.fixture
async def painter(triton_server: TritonServer) -> AsyncIterator[TritonPainter]:
    painter = TritonPainter(triton_server.address)
    yield painter
    await painter.close()


async def frames(painter: TritonPainter, request: PaintRequest) -> list[Frame]:
    async with aclosing(painter.paint(request)) as stream:
        return [frame async for frame in stream]


async def picture(painter: TritonPainter, request: PaintRequest) -> Picture:
    final = (await frames(painter, request))[-1].final
    assert final is not None
    return final


async def test_a_picture_comes_step_by_step(painter: TritonPainter) -> None:
    seen = await frames(painter, replace(REQUEST, width=512, height=320))
    assert [(frame.step, frame.steps) for frame in seen] == [(step, 8) for step in range(1, 9)]
    assert [frame.final is None for frame in seen] == [True] * 7 + [False]
    with Image.open(io.BytesIO(seen[0].preview)) as preview:
        assert preview.size == (256, 160)
    final = seen[-1].final
    assert final is not None
    assert (final.width, final.height, len(final.pixels)) == (512, 320, 512 * 320 * 3)
    assert final.alt_text.startswith("A lighthouse by the sea at dusk")
    assert (final.model, final.model_version) == ("painter", "2.0")
    assert 0 < final.cpu_seconds < 10


async def test_triton_paints_the_golden_picture(painter: TritonPainter) -> None:
    painted = await picture(painter, REQUEST)
    assert hashlib.sha256(painted.pixels).hexdigest() == json.loads(GOLDEN.read_text())[0]


async def test_one_step_is_one_frame(painter: TritonPainter) -> None:
    assert len(await frames(painter, replace(REQUEST, steps=1))) == 1


async def test_many_streams_on_one_client(painter: TritonPainter) -> None:
    requests = [replace(REQUEST, seed=seed, steps=3) for seed in range(12)]
    painted = await asyncio.gather(*(picture(painter, request) for request in requests))
    assert len({one.pixels for one in painted}) == 12


@pytest.mark.parametrize(
    "bad",
    [
        replace(REQUEST, width=100),
        replace(REQUEST, width=0, height=-1),
        replace(REQUEST, width=513, height=7),
        replace(REQUEST, steps=0),
        replace(REQUEST, steps=1_000),
    ],
)
async def test_what_the_model_cannot_paint_is_said_in_words(painter: TritonPainter, bad: PaintRequest) -> None:
    with pytest.raises(ModelFailed, match="must be"):
        await frames(painter, bad)
    await painter.canary()


@pytest.mark.parametrize(
    "words", ["", "x" * 10_000, "🌊 🐈", "منارة على البحر", "\x00\x07\u202e", "<svg/onload=alert(1)>"], ids=range(6)
)
async def test_hostile_words_are_painted_too(painter: TritonPainter, words: str) -> None:
    request = replace(REQUEST, prompt=words, negative_prompt=words, steps=1, seed=2**64 - 1)
    assert len((await picture(painter, request)).pixels) == 256 * 256 * 3


async def test_an_unknown_model_is_unavailable(painter: TritonPainter) -> None:
    with pytest.raises(ModelUnavailable):
        await frames(painter, replace(REQUEST, model="nobody"))


async def test_a_full_queue_is_unavailable(triton_server: TritonServer) -> None:
    """The model paints two, 256 wait; who comes then is sent away, and all the others are served, however late."""
    painter = TritonPainter(triton_server.address, frame_seconds=240)
    tiny = replace(REQUEST, width=32, height=32, steps=1)
    async with aclosing(painter.paint(HEAVY)) as one, aclosing(painter.paint(HEAVY)) as other:
        await asyncio.gather(anext(one), anext(other))
        waiting = [asyncio.create_task(first_frame(painter, tiny)) for _ in range(500)]
        refused, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_EXCEPTION)
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert any(isinstance(task.exception(), ModelUnavailable) for task in refused)
    assert {type(outcome) for outcome in outcomes} == {Frame, ModelUnavailable}
    assert sum(isinstance(outcome, Frame) for outcome in outcomes) >= 256
    await painter.close()


async def test_no_server_is_unavailable() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        painter = TritonPainter(f"127.0.0.1:{reserved.getsockname()[1]}")
        with pytest.raises(ModelUnavailable):
            await painter.canary()
        await painter.close()


async def test_a_frame_that_does_not_come_in_time_is_an_error(triton_server: TritonServer) -> None:
    hasty = TritonPainter(triton_server.address, frame_seconds=0.001)
    with pytest.raises(DeadlineExceeded):
        await frames(hasty, HEAVY)
    await hasty.close()


async def test_closing_the_iterator_stops_the_model(painter: TritonPainter, triton_server: TritonServer) -> None:
    """The model itself says where it gave up; of a stream that is read to its end it says nothing."""
    read, left = (replace(HEAVY, steps=HEAVY.steps - number) for number in (1, 2))  # told apart by their steps
    await frames(painter, read)
    await first_frame(painter, left)
    await until(lambda: _gave_up(triton_server, left.steps))
    assert not given_up(triton_server, read.steps)
    assert given_up(triton_server, left.steps)[0] < left.steps


async def first_frame(painter: TritonPainter, request: PaintRequest) -> Frame:
    async with aclosing(painter.paint(request)) as stream:
        return await anext(stream)


def given_up(server: TritonServer, steps: int) -> list[int]:
    """The steps, of so many, at which the model noticed that nobody waits."""
    found = re.findall(rf"painter: cancelled at step (\d+) of {steps}\b", server.log.read_text())
    return [int(step) for step in found]


async def _gave_up(server: TritonServer, steps: int) -> bool:
    return bool(given_up(server, steps))
