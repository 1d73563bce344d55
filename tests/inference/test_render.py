"""The use case alone: what a worker does when its ports misbehave. (On real servers: tests/infra/worker.)"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID, uuid4

import pytest

from domain.events import Aggregate, Event
from domain.log import Append, Conflict, LogFull, Once, Receipt
from domain.renders import ATTEMPTS, ImageRendered, Params, Render, RenderFailed
from inference import energy
from inference.ports import Lease
from inference.render import RenderPicture
from inference.triton import Frame, ModelFailed, ModelUnavailable, PaintRequest, Picture

A = TypeVar("A", bound=Aggregate)
PICTURE = Picture(bytes(256 * 256 * 3), 256, 256, "black", "painter", "1", 0.5)
FRAMES = (Frame(1, 2, b"one", None), Frame(2, 2, b"two", PICTURE))
FOR_EVER = 60.0


@dataclass
class OneStream:
    """A log with one stream; the next appends raise `refusals`."""

    events: list[Event]
    refusals: list[Exception] = field(default_factory=list)

    async def append(self, wish: Append) -> Receipt:
        if self.refusals:
            raise self.refusals.pop(0)
        if wish.events[0].originator_version != len(self.events) + 1:
            raise Conflict
        self.events += wish.events
        return Receipt(len(self.events), wish.result, appended=True)

    async def recall(self, once: Once) -> Receipt | None:
        raise AssertionError("a worker has no idempotency keys")

    async def load(self, kind: type[A], aggregate_id: UUID) -> A | None:
        aggregate = None
        for event in self.events:
            aggregate = event.mutate(aggregate)
        assert aggregate is None or isinstance(aggregate, kind)
        return aggregate


@dataclass
class Surroundings:
    """All other ports at once. `outcomes`: what the model does, attempt by attempt; then it paints."""

    outcomes: list[Exception | None] = field(default_factory=list)
    canaries: list[Exception | None] = field(default_factory=list)
    holds: bool = True
    clear: Mapping[str, str | None] | Exception | None = field(default_factory=lambda: {"prompt": "a boat"})
    shown: list[tuple[int, float | None]] = field(default_factory=list)
    stored: dict[str, Mapping[str, bytes]] = field(default_factory=dict)
    asked: list[PaintRequest] = field(default_factory=list)
    released: int = 0
    ends: int = 0
    closed: int = 0
    blocks: bool = False

    async def take(self, render_id: UUID) -> Lease | None:
        return Lease(render_id, 1)

    async def keep(self, lease: Lease, version: int) -> bool:
        return self.holds

    async def release(self, lease: Lease) -> None:
        self.released += 1

    async def paint(self, request: PaintRequest) -> AsyncGenerator[Frame, None]:
        self.asked.append(request)
        try:
            if self.outcomes and (outcome := self.outcomes.pop(0)):
                raise outcome
            for frame in FRAMES:
                yield frame
                if self.blocks:
                    await asyncio.sleep(FOR_EVER)
        finally:
            self.closed += 1

    async def canary(self) -> None:
        if self.canaries and (outcome := self.canaries.pop(0)):
            raise outcome

    def open(self, person: UUID, sealed: bytes) -> Mapping[str, str | None] | None:
        if isinstance(self.clear, Exception):
            raise self.clear
        return self.clear

    def seal(self, person: UUID, fields: Mapping[str, str | None]) -> bytes:
        return str(fields["alt_text"]).encode()

    async def publish(self, render_id: UUID, step: int, steps: int, preview: bytes, eta: float | None) -> None:
        self.shown.append((step, eta))

    async def end(self, render_id: UUID) -> None:
        self.ends += 1

    async def put(self, sha256: str, files: Mapping[str, bytes]) -> None:
        self.stored[sha256] = files


def submitted() -> OneStream:
    render = Render.submit(uuid4(), uuid4(), Params(256, 256, 2, 5, "painter"), None, b"sealed")
    return OneStream(list(render.collect_events()))


async def run(log: OneStream, around: Surroundings, deadline: float = 20.0) -> list[str]:
    """The topics appended by one look at the render."""
    use_case = RenderPicture(log, around, around, around, around, around, deadline=deadline)
    before = len(log.events)
    await use_case.run(log.events[0].originator_id)
    assert around.released == 1
    return [event.TOPIC for event in log.events[before:]]


async def test_a_picture_is_stored_before_it_is_told() -> None:
    log = submitted()
    around = Surroundings()
    assert await run(log, around) == ["render.started", "image.rendered"]
    rendered = log.events[-1]
    assert isinstance(rendered, ImageRendered)
    assert set(around.stored[rendered.sha256]) >= {"full.webp", "full.jpg"}
    assert rendered.sealed == b"black"
    assert around.asked == [PaintRequest("a boat", "", 256, 256, 2, 5, "painter", str(rendered.originator_id))]
    assert [step for step, _ in around.shown] == [1, 2]
    assert around.shown[-1][1] == 0
    assert around.ends == 1


@pytest.mark.parametrize("clear", [None, ValueError("another key")])
async def test_words_that_do_not_open_are_gone(clear: Exception | None) -> None:
    log = submitted()
    assert await run(log, Surroundings(clear=clear)) == ["render.failed"]
    assert reason(log) == "PROMPT_GONE"


async def test_a_model_that_comes_back_is_asked_again() -> None:
    log = submitted()
    away = ModelUnavailable("away")
    around = Surroundings(outcomes=[away], canaries=[away, away])
    assert await run(log, around) == ["render.started", "render.started", "image.rendered"]
    assert around.closed == 2


async def test_a_model_that_fails_every_time_is_believed() -> None:
    log = submitted()
    around = Surroundings(outcomes=[ModelFailed("no")] * ATTEMPTS)
    assert await run(log, around) == ["render.started"] * ATTEMPTS + ["render.failed"]
    assert reason(log) == "MODEL_FAILED"


async def test_the_deadline_ends_what_hangs() -> None:
    log = submitted()
    around = Surroundings(blocks=True)
    assert await run(log, around, deadline=0.1) == ["render.started", "render.failed"]
    assert reason(log) == "DEADLINE_EXCEEDED"
    assert around.closed == 1


async def test_a_lost_lease_stops_the_model_and_says_nothing() -> None:
    log = submitted()
    around = Surroundings(blocks=True, holds=False)
    assert await run(log, around) == ["render.started"]
    assert around.closed == 1
    assert around.stored == {}


async def test_a_full_log_is_waited_out() -> None:
    log = submitted()
    log.refusals = [LogFull(), LogFull()]
    assert await run(log, Surroundings()) == ["render.started", "image.rendered"]


async def test_what_has_ended_is_left_alone() -> None:
    log = submitted()
    await run(log, Surroundings())
    assert await run(log, around := Surroundings()) == []
    assert around.asked == []


async def test_a_conflict_is_left_to_whoever_was_first() -> None:
    log = submitted()
    log.refusals = [Conflict()]
    assert await run(log, Surroundings()) == []


async def test_what_the_store_raises_leaves_the_render_open() -> None:
    log = submitted()

    @dataclass
    class FullDisk(Surroundings):
        async def put(self, sha256: str, files: Mapping[str, bytes]) -> None:
            raise OSError("no space left")

    around = FullDisk()
    with pytest.raises(OSError, match="no space"):
        await run(log, around)
    assert around.released == 1
    assert [event.TOPIC for event in log.events] == ["prompt.submitted", "render.started"]


def test_energy_is_a_range_around_its_estimate() -> None:
    used = energy.of_processor(3600)
    assert (used.low, used.watt_hours, used.high) == (3, 7, 15)
    assert "3600.000 s" in used.method


def reason(log: OneStream) -> str:
    failed = log.events[-1]
    assert isinstance(failed, RenderFailed)
    return failed.reason
