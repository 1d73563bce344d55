"""Loaders: one load for all who ask at once, and nobody's end is another's."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from api.batched import Loader


class Loads:
    """What was loaded together, once it may go on."""

    def __init__(self) -> None:
        self.made: list[list[int]] = []
        self.begun, self.goes_on = asyncio.Event(), asyncio.Event()

    async def all(self, keys: list[int]) -> Sequence[int]:
        self.made.append(keys)
        self.begun.set()
        await self.goes_on.wait()
        if 0 in keys:
            raise ValueError("nothing")
        return [key * 10 for key in keys]


async def _wait(loader: Loader[int, int], *keys: int) -> list[int]:
    return await loader.load_many(keys)


@pytest.mark.parametrize("gone", [0, 1], ids=["the first", "the second"])
async def test_who_is_cancelled_takes_nothing_from_who_waits_for_the_same(gone: int) -> None:
    loads = Loads()
    loader = Loader(loads.all)
    tasks = [asyncio.create_task(_wait(loader, 1, 2)) for _ in range(2)]
    await loads.begun.wait()
    tasks[gone].cancel()
    await asyncio.sleep(0)
    late = asyncio.create_task(_wait(loader, 2, 1))
    await asyncio.sleep(0)
    loads.goes_on.set()
    await asyncio.wait([*tasks, late])
    assert [task.cancelled() for task in (tasks[gone], tasks[1 - gone], late)] == [True, False, False]
    assert (await tasks[1 - gone], await late) == ([10, 20], [20, 10])
    assert (await _wait(loader, 1), loads.made) == ([10], [[1, 2]]), "it is remembered"


async def test_all_who_wait_are_told_what_went_wrong() -> None:
    loads = Loads()
    loads.goes_on.set()
    loader = Loader(loads.all)
    told = await asyncio.gather(*(_wait(loader, 0) for _ in range(3)), return_exceptions=True)
    assert [str(one) for one in told] == ["nothing"] * 3
    with pytest.raises(ValueError, match="nothing"):
        await loader.load(0)
    assert loads.made == [[0]]
