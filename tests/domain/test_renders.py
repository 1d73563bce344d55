"""What may happen to a render, and what may not."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from domain.errors import DomainError, ErrorCode
from domain.renders import ATTEMPTS, Params, Picture, Render, RenderStatus, refined

OWNER, STRANGER = uuid4(), uuid4()
PICTURE = Picture("00" * 32, 512, 512, "1", "", 0.01, 0.005, 0.02, "measured", b"")


def queued() -> Render:
    return Render.submit(uuid4(), OWNER, Params(512, 512, 8, 1, "painter"), None, b"sealed")


def refuses(code: ErrorCode) -> pytest.RaisesExc[DomainError]:
    return pytest.RaisesExc(DomainError, check=lambda error: error.code is code)


@pytest.mark.parametrize(
    ("field", "value"),
    [("width", 0), ("width", -1), ("height", 10**9), ("width", 513), ("height", 7), ("steps", 0), ("steps", 10**6)],
)
def test_sizes_and_steps_outside_the_range_are_invalid(field: str, value: int) -> None:
    given: dict[str, int] = {"width": 512, "height": 512, "steps": 8, "seed": 1} | {field: value}
    with refuses(ErrorCode.INVALID) as refusal:
        Params(**given, model="painter")
    assert refusal.value.field == field


def test_a_seed_is_an_unsigned_64_bit_number() -> None:
    Params(512, 512, 8, 2**64 - 1, "painter")
    with refuses(ErrorCode.INVALID):
        Params(512, 512, 8, 2**64, "painter")


def test_a_render_runs_once_from_queue_to_picture() -> None:
    render = queued()
    render.start()
    render.finish(PICTURE)
    assert render.status is RenderStatus.DONE
    assert [event.TOPIC for event in render.pending_events] == ["prompt.submitted", "render.started", "image.rendered"]  # type: ignore[attr-defined] # our events all have one


ENDS: list[Callable[[Render], None]] = [
    lambda render: render.finish(PICTURE),
    lambda render: render.fail("MODEL_FAILED"),
    lambda render: render.cancel(OWNER),
]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("again", [*ENDS, Render.start])
def test_an_ended_render_ends_only_once(end: Callable[[Render], None], again: Callable[[Render], None]) -> None:
    render = queued()
    render.start()
    end(render)
    with refuses(ErrorCode.CONFLICT):
        again(render)


def test_a_render_whose_workers_keep_dying_fails() -> None:
    render = queued()
    for _ in range(ATTEMPTS + 1):
        render.start()
    assert render.status is RenderStatus.FAILED
    assert render.attempts == ATTEMPTS


def test_a_stranger_cannot_cancel_and_learns_nothing() -> None:
    with refuses(ErrorCode.NOT_FOUND):
        queued().cancel(STRANGER)


def test_an_id_is_given_and_never_drawn() -> None:
    given = UUID(int=7)
    assert Render.submit(given, OWNER, Params(256, 256, 1, 0, "painter"), None, b"").id == given


def test_an_instruction_is_a_later_clause_and_both_together_have_the_length_of_a_prompt() -> None:
    assert refined("a red boat", "make it green") == "a red boat; make it green"
    with refuses(ErrorCode.INVALID) as refusal:
        refined("x" * 1_990, "y" * 10)
    assert refusal.value.field == "instruction"
