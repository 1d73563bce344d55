"""Methods that load many things at once, asked for one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

LOADED = "loaded"
"""Marks fields that wait for such loaders and for nothing else."""


class Loader(Generic[K, V]):
    """Gathers what is asked for until nothing else can run, loads it together, and remembers.

    load_all  the values of keys, in their order
    """

    def __init__(self, load_all: Callable[[list[K]], Awaitable[Sequence[V]]]) -> None:
        self._load_all = load_all
        self._known: dict[K, asyncio.Future[V]] = {}
        self._asked: list[K] = []
        self._loading: set[asyncio.Task[None]] = set()

    def load(self, key: K) -> asyncio.Future[V]:
        """The value of a key; raises what loading it raised."""
        known = self._known.get(key)
        if known is None or known.cancelled():  # by who no longer waits for it
            loop = asyncio.get_running_loop()
            known = self._known[key] = loop.create_future()
            if not self._asked:
                loop.call_soon(self._begin)
            self._asked.append(key)
        return known

    async def load_many(self, keys: Iterable[K]) -> list[V]:
        """The values of keys, in their order."""
        return [await future for future in [self.load(key) for key in keys]]

    def _begin(self) -> None:
        keys, self._asked = self._asked, []
        loading = asyncio.create_task(self._answer(keys))
        self._loading.add(loading)
        loading.add_done_callback(self._loading.discard)

    async def _answer(self, keys: list[K]) -> None:
        waiting = [self._known[key] for key in keys]
        try:
            values = await self._load_all(keys)
        except Exception as error:
            for future in waiting:
                if not future.done():
                    future.set_exception(error)
                    future.exception()  # whoever waited may be gone
            return
        for future, value in zip(waiting, values, strict=True):
            if not future.done():
                future.set_result(value)


class batched(cached_property[Loader[K, V]]):  # noqa: N801 - a decorator
    """Makes a method of many keys a loader of single ones, which gathers them and remembers.

    It is made when it is first used: a stream opens a gate for every element, and most of them load little.
    """

    def __init__(self, load: Callable[[Any, list[K]], Awaitable[Sequence[V]]]) -> None:
        super().__init__(lambda owner: Loader(partial(load, owner)))
