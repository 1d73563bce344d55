"""A model that answers with nonsense: its renders end in stated failures, and those of others in their pictures."""

from __future__ import annotations

import asyncio

import pytest

from domain.renders import ATTEMPTS, RenderFailed, RenderStatus
from inference import triton
from inference.answers import Answer
from inference.triton import Frame, PaintRequest
from infra.servers.triton import TritonServer
from infra.worker.process import working
from tests.infra.worker.rig import Rig

HONEST = ("paints", "repeats", "garbled")
"""What ends in a picture: one that is said once too often is taken once, and a preview may be any bytes."""
LIES = ("nothing", "nan", "other", "skips", "giant", "large", "flat", "real", "blank", "early", "binary", "ends")


ENDS = [status for status in RenderStatus if status.ended]


async def test_each_lie_is_a_stated_failure_and_nobody_else_is_harmed(rig: Rig) -> None:
    async with working(rig.places, slots=len(LIES)):
        told = {verb: await rig.submit(verb) for verb in (*LIES, *HONEST)}
        ended = {verb: await rig.reached(render, *ENDS) for verb, render in told.items()}
    assert {verb for verb, render in ended.items() if render.status is RenderStatus.DONE} == set(HONEST)
    failures = [item.event for item in await rig.log.read(0, 1000, [RenderFailed.TOPIC])]
    assert [event.reason for event in failures if isinstance(event, RenderFailed)] == ["MODEL_FAILED"] * len(LIES)
    assert {ended[verb].attempts for verb in LIES} == {ATTEMPTS}


async def test_a_believing_client_would_show_anothers_picture(
    obedient_triton: TritonServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the name in each frame is there for."""

    class Believing(Answer):
        def text(self, name: str) -> str:
            return "mine" if name == "name" else super().text(name)

    monkeypatch.setattr(triton, "Answer", Believing)
    painter = triton.TritonPainter(obedient_triton.address)
    request = PaintRequest("other", "", 256, 256, 1, 7, "painter", "mine")
    frames: list[Frame] = [frame async for frame in painter.paint(request)]
    await painter.close()
    assert frames[-1].final


async def test_a_frozen_model_is_renewed(rig: Rig, obedient_triton: TritonServer) -> None:
    """It does not die, it does not answer, and it hears no cancel: only a new one helps."""
    frozen = [await rig.submit("freezes") for _ in range(2)]
    async with working(rig.places):
        for render in frozen:
            await rig.reached(render, RenderStatus.RUNNING)
            await rig.cancel(render)
        await asyncio.to_thread(obedient_triton.heal)
        painted = await rig.submit("paints")
        await rig.reached(painted, RenderStatus.DONE)
    assert [(await rig.render(render)).status for render in frozen] == [RenderStatus.CANCELLED] * 2
