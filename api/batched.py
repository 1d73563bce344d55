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
        self._others: dict[K, list[asyncio.Future[V]]] = {}
        self._asked: list[K] = []
        self._loading: set[asyncio.Task[None]] = set()

    def load(self, key: K) -> asyncio.Future[V]:
        """The value of a key; raises what loading it raised."""
        known = self._known.get(key)
        if known is not None and known.done() and not known.cancelled():
            return known
        loop = asyncio.get_running_loop()
        future: asyncio.Future[V] = loop.create_future()
        if known is not None:  # each waits alone: who is cancelled cancels what they wait for
            self._others.setdefault(key, []).append(future)
            return future
        if not self._asked:
            loop.call_soon(self._begin)
        self._asked.append(key)
        self._known[key] = future
        return future

    async def load_many(self, keys: Iterable[K]) -> list[V]:
        """The values of keys, in their order."""
        return [await future for future in [self.load(key) for key in keys]]

    def _begin(self) -> None:
        keys, self._asked = self._asked, []
        loading = asyncio.create_task(self._answer(keys))
        self._loading.add(loading)
        loading.add_done_callback(self._loading.discard)

    async def _answer(self, keys: list[K]) -> None:
        try:
            values = await self._load_all(keys)
        except Exception as error:
            self._tell(keys, [error] * len(keys), _fail)
        else:
            self._tell(keys, values, asyncio.Future.set_result)

    def _tell(self, keys: list[K], outcomes: Sequence[Any], tell: Callable[[asyncio.Future[V], Any], None]) -> None:
        """Tell who waits still; it is remembered even if nobody does."""
        others = self._others
        for key, outcome in zip(keys, outcomes, strict=True):
            first = self._known[key]
            if first.cancelled():
                first = self._known[key] = asyncio.get_running_loop().create_future()
            tell(first, outcome)
            if others:
                for other in others.pop(key, ()):
                    if not other.done():
                        tell(other, outcome)


def _fail(future: asyncio.Future[Any], error: Exception) -> None:
    future.set_exception(error)
    future.exception()  # whoever waited may be gone


class batched(cached_property[Loader[K, V]]):  # noqa: N801 - a decorator
    """Makes a method of many keys a loader of single ones, which gathers them and remembers.

    It is made when it is first used: a stream opens a gate for every element, and most of them load little.
    """

    def __init__(self, load: Callable[[Any, list[K]], Awaitable[Sequence[V]]]) -> None:
        super().__init__(lambda owner: Loader(partial(load, owner)))
