"""One field of all objects of a selection."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from api.execution.compiled.values import Value

if TYPE_CHECKING:
    from api.execution.compiled.plan import Run

Resolve = Callable[..., Any]
"""Of an object, with the field's arguments by their Python names."""
Arguments = Callable[["Run"], Mapping[str, Any]]
Outs = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Field(ABC):
    """Its name in the answer, how it is resolved, and what is made of that."""

    name: str
    resolve: Resolve
    arguments: Arguments
    value: Value

    @abstractmethod
    def begin(self, objects: list[Any], outs: Outs, run: Run) -> None:
        """Resolve it for all objects, as far as that goes without waiting."""

    def finish(self, values: list[Any], outs: Outs, run: Run) -> None:
        """Put what was resolved into the answer."""
        name = self.name
        for out, done in zip(outs, self.value.complete(values, run), strict=True):
            out[name] = done


class Now(Field):
    """A field that waits for nothing."""

    __slots__ = ()

    def begin(self, objects: list[Any], outs: Outs, run: Run) -> None:
        """Resolve and finish it."""
        resolve, arguments = self.resolve, self.arguments(run)
        self.finish([resolve(one, **arguments) for one in objects], outs, run)


class Loaded(Field):
    """A field that waits for loaders of the gate only: stepped here, which spares a task for each object."""

    __slots__ = ()

    def begin(self, objects: list[Any], outs: Outs, run: Run) -> None:
        """Resolve it up to where each object waits for its loader."""
        arguments = self.arguments(run)
        steps = [Steps(self.resolve(one, **arguments)) for one in objects]
        if all(step.waits_for is None for step in steps):
            self.finish([step.value for step in steps], outs, run)
        else:
            run.waiting.append((self, _in_turn(steps), outs))


class Apart(Field):
    """A field that reads for itself: each object's in a task of its own."""

    __slots__ = ()

    def begin(self, objects: list[Any], outs: Outs, run: Run) -> None:
        """Start the tasks."""
        arguments = self.arguments(run)
        tasks = [asyncio.ensure_future(self.resolve(one, **arguments)) for one in objects]
        run.tasks += tasks
        run.waiting.append((self, _each(tasks), outs))


class Steps:
    """A coroutine, run from one future that it waits for to the next."""

    __slots__ = ("_coroutine", "value", "waits_for")

    def __init__(self, coroutine: Coroutine[asyncio.Future[Any], None, Any]) -> None:
        self._coroutine = coroutine
        self.waits_for: asyncio.Future[Any] | None = None
        self.value: Any = None
        self.step()

    def step(self) -> None:
        """Go on to the next future, or to the value."""
        try:
            self.waits_for = self._coroutine.send(None)
            self.waits_for._asyncio_future_blocking = False  # as a task says that it has seen who waits
        except StopIteration as end:
            self.value, self.waits_for = end.value, None


async def _in_turn(all_steps: list[Steps]) -> list[Any]:
    """They wait for the same batches, so that waiting for one is waiting for most."""
    for steps in all_steps:
        while (future := steps.waits_for) is not None:
            if not future.done():
                await future
            steps.step()
    return [steps.value for steps in all_steps]


async def _each(tasks: list[asyncio.Future[Any]]) -> list[Any]:
    return [await task for task in tasks]


Waiting = tuple[Field, Coroutine[Any, None, list[Any]], Outs]
"""A field that was begun, what it waits for, and where its values go."""
