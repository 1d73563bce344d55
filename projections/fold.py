"""Folding events through views into changes, merged per row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from domain.events import Event
from domain.log import Recorded, Unreadable
from projections.changes import Changes, Effect, Key, merge
from projections.tables import Table
from projections.view import Handler, View


class Parked(NamedTuple):
    """An event that a view could not fold, and why: a code."""

    view: str
    position: int
    reason: str


UNREADABLE = "UNREADABLE"
HANDLER_RAISED = "HANDLER_RAISED"
NOT_STORED = "NOT_STORED"
CRASHED = "CRASHED"


class Batch:
    """Changes of many events as one effect per row."""

    def __init__(self) -> None:
        self.tables: dict[Table, dict[Key, Effect]] = {}
        self.rows = 0

    def apply(self, changes: Changes) -> None:
        """Take in what comes next in the log."""
        for table, key, effect in changes:
            effects = self.tables.get(table)
            if effects is None:
                effects = self.tables[table] = {}
            first = effects.get(key)
            if first is None:
                effects[key] = effect
                self.rows += 1
            else:
                effects[key] = merge(first, effect)

    def __iter__(self) -> Iterator[tuple[Table, dict[Key, Effect]]]:
        return iter(self.tables.items())


class Fold:
    """A set of views as one function of the log."""

    def __init__(self, views: Iterable[View]) -> None:
        self.handlers: dict[str, list[tuple[str, Handler[Event]]]] = {}
        for view in views:
            for topic, handler in view.handlers.items():
                self.handlers.setdefault(topic, []).append((view.name, handler))

    @property
    def topics(self) -> list[str]:
        """What the views look at. Events of other topics are nobody's, and are passed over."""
        return sorted(self.handlers)

    def into(self, batch: Batch, events: Sequence[Recorded]) -> list[Parked]:
        """Fold events into a batch, in order; those that a view could not fold."""
        parked: list[Parked] = []
        for recorded in events:
            position, event = recorded.position, recorded.event
            for name, handler in self.handlers.get(topic_of(event), ()):
                if isinstance(event, Unreadable):
                    parked.append(Parked(name, position, UNREADABLE))
                    continue
                try:
                    changes = list(handler(event, position))
                except Exception:  # whatever it is, it stops this view at this event only
                    parked.append(Parked(name, position, HANDLER_RAISED))
                else:
                    batch.apply(changes)
        return parked


def topic_of(event: Event) -> str:
    """The topic of an event, also of one that cannot be read."""
    return event.topic if isinstance(event, Unreadable) else event.TOPIC
