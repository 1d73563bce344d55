"""Methods that load many things at once, asked for one by one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property, partial
from typing import Any, TypeVar

from strawberry.dataloader import DataLoader

K = TypeVar("K")
V = TypeVar("V")

LOADED = "loaded"
"""Marks fields that wait for such loaders and for nothing else."""


class batched(cached_property[DataLoader[K, V]]):  # noqa: N801 - a decorator
    """Makes a method of many keys a loader of single ones, which gathers them and remembers.

    It is made when it is first used: a stream opens a gate for every element, and most of them load little.
    """

    def __init__(self, load: Callable[[Any, list[K]], Awaitable[Sequence[V]]]) -> None:
        super().__init__(lambda owner: DataLoader(partial(load, owner)))
