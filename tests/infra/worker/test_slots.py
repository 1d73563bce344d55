"""Slots and sweeps: what goes wrong with one render keeps nobody else waiting, and says nothing personal."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest
from psycopg import OperationalError

from infra.worker.slots import Slots
from infra.worker.sweeper import Sweeper


async def test_no_more_than_the_slots_are_looked_at() -> None:
    looking, most = 0, 0

    async def look(render_id: UUID) -> bool:
        nonlocal looking, most
        looking += 1
        most = max(most, looking)
        await asyncio.sleep(0)
        looking -= 1
        return True

    slots = Slots(3, look)
    assert all(await asyncio.gather(*(slots.look(uuid4()) for _ in range(20))))
    assert (most, slots.free) == (3, 3)


async def test_a_look_that_fails_frees_its_slot_and_keeps_words_out_of_the_log(
    capsys: pytest.CaptureFixture[str],
) -> None:
    async def look(render_id: UUID) -> bool:
        prompt = "my secret garden"
        raise RuntimeError(prompt)

    slots, render_id = Slots(1, look), uuid4()
    assert not await slots.look(render_id)
    assert slots.free == 1
    assert slots.avoided() == {render_id}
    said = "".join(capsys.readouterr())
    assert "RuntimeError" in said
    assert "garden" not in said


async def test_a_sweep_passes_over_what_was_looked_at_in_vain() -> None:
    broken, whole = uuid4(), uuid4()

    async def look(render_id: UUID) -> bool:
        return render_id != broken

    async def unfinished(limit: int) -> Sequence[UUID]:
        return [broken, whole]

    sweeper = Sweeper(slots := Slots(1, look), unfinished)
    assert not await sweeper.sweep()
    assert slots.avoided() == {broken}
    assert await sweeper.sweep()


async def test_a_sweep_without_a_database_is_no_end() -> None:
    async def look(render_id: UUID) -> bool:
        raise AssertionError("there is nothing to look at")

    async def unfinished(limit: int) -> Sequence[UUID]:
        raise OperationalError("the server closed the connection")

    assert not await Sweeper(Slots(1, look), unfinished).sweep()


async def test_a_busy_worker_does_not_sweep() -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def look(render_id: UUID) -> bool:
        begun.set()
        return await go.wait()

    async def unfinished(limit: int) -> Sequence[UUID]:
        raise AssertionError("nobody asked")

    slots = Slots(1, look)
    busy = asyncio.create_task(slots.look(uuid4()))
    await begun.wait()
    assert not await Sweeper(slots, unfinished).sweep()
    go.set()
    assert await busy
