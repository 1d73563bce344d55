"""Folding events through views into changes, merged per row."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb
from typing import NamedTuple

from domain.events import TOPICS, Event
from domain.log import Recorded, Unreadable
from projections.changes import Changes, Effect, Key, merge
from projections.tables import Table
from projections.view import Handler, View


class Parked(NamedTuple):
    """An event that a view could not fold, and why: a code. `cause`: the class and place of what was raised, if so."""

    view: str
    position: int
    reason: str
    cause: str = ""


UNREADABLE = "UNREADABLE"
HANDLER_RAISED = "HANDLER_RAISED"
NOT_STORED = "NOT_STORED"
CRASHED = "CRASHED"
OUTDATED = "OUTDATED"
"""This event and all after it: the view's code has changed."""


class Batch:
    """Changes of many events as one effect per row."""

    def __init__(self) -> None:
        self.tables: defaultdict[Table, dict[Key, Effect]] = defaultdict(dict)

    def apply(self, changes: Changes) -> None:
        """Take in what comes next in the log. The changes are used up."""
        for table, key, effect in changes:
            effects = self.tables[table]
            first = effects.get(key)
            merged = effect if first is None else merge(first, effect)
            if merged is not first:
                effects[key] = merged

    @property
    def rows(self) -> int:
        """How many rows have an effect."""
        return sum(map(len, self.tables.values()))

    def __iter__(self) -> Iterator[tuple[Table, dict[Key, Effect]]]:
        return iter(self.tables.items())


class Fold:
    """A set of views as one function of the log."""

    def __init__(self, views: Iterable[View]) -> None:
        self._handlers: defaultdict[type[Event], list[tuple[str, Handler[Event]]]] = defaultdict(list)
        for view in views:
            for kind, handler in view.handlers.items():
                self._handlers[kind].append((view.name, handler))

    @property
    def topics(self) -> list[str]:
        """What the views look at. Events of other topics are nobody's, and are passed over."""
        return sorted(kind.TOPIC for kind in self._handlers)

    def into(self, batch: Batch, events: Sequence[Recorded]) -> list[Parked]:
        """Fold events into a batch, in order; those that a view could not fold."""
        parked: list[Parked] = []
        for recorded in events:
            position, event = recorded.position, recorded.event
            for name, handler in self._handlers.get(type(event), ()):
                try:
                    changes = list(handler(event, position))
                except Exception as error:  # whatever it is, it stops this view at this event only
                    parked.append(Parked(name, position, HANDLER_RAISED, _cause(error)))
                else:
                    batch.apply(changes)
            if isinstance(event, Unreadable):
                parked += [Parked(name, position, UNREADABLE) for name, _ in self._wanting(event)]
        return parked

    def wants(self, recorded: Recorded) -> bool:
        """Whether any view looks at this event."""
        event = recorded.event
        return type(event) in self._handlers or (isinstance(event, Unreadable) and bool(self._wanting(event)))

    def _wanting(self, event: Unreadable) -> Sequence[tuple[str, Handler[Event]]]:
        kind = TOPICS.get(event.topic)
        return self._handlers.get(kind, ()) if kind else ()


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the cycle collector: folds make no cycles, and it would look through all rows again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _cause(error: Exception) -> str:
    """Class and place. The message may hold values of the event."""
    frame, line = list(walk_tb(error.__traceback__))[-1]
    return f"{type(error).__name__} at {Path(frame.f_code.co_filename).name}:{line}"
