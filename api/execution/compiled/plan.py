"""What is done to answer an operation, decided once."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql.execution.values import VariableValues

from api.execution.compiled.fields import Field, Outs, Waiting

if TYPE_CHECKING:
    from api.context import Context


@dataclass(frozen=True, slots=True)
class Selection:
    """The fields of one object type.

    blank  the answer for an object, without its values: all names in their order, and the type's own name where asked
    """

    blank: dict[str, Any]
    fields: list[Field]

    def begin(self, objects: list[Any], outs: Outs, run: Run) -> None:
        """Resolve the fields of all objects, as far as that goes without waiting."""
        for one in self.fields:
            one.begin(objects, outs, run)


@dataclass(slots=True)
class Run:
    """One execution: what was asked with, and what it still waits for."""

    context: Context
    variables: VariableValues
    waiting: deque[Waiting] = field(default_factory=deque)
    tasks: list[asyncio.Future[Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """Of one operation, with its directives decided."""

    root: Selection

    async def run(self, context: Context, variables: VariableValues, source: object = None) -> dict[str, Any]:
        """The data; raises where the straight way leads nowhere, whatever the reason."""
        run, data = Run(context, variables), self.root.blank.copy()
        try:
            self.root.begin([source], [data], run)
            while run.waiting:
                one, values, outs = run.waiting.popleft()
                one.finish(await values, outs, run)
        except Exception:
            await _ended(run)
            raise
        except asyncio.CancelledError:
            for task in run.tasks:
                task.cancel()
            await _ended(run)
            raise
        return data


async def _ended(run: Run) -> None:
    """Whatever has begun comes to its end: a query that is broken off would break its transaction."""
    for _, values, _ in run.waiting:
        values.close()
    await asyncio.gather(*run.tasks, return_exceptions=True)
