"""What the engine does, counted; and what it did with traced events, told to their traces: the log says which are."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

import psycopg
from prometheus_client import CollectorRegistry

from infra.telemetry.numbers import FoldNumbers
from infra.telemetry.spans import NO_SPANS, Spans

TRACED = (
    "SELECT trace, topic FROM log.events"
    " WHERE notification_id > %s AND notification_id <= %s AND trace IS NOT NULL ORDER BY notification_id"
)


class Follows(Protocol):
    """What goes through the log, a page at a step."""

    @property
    def position(self) -> int:
        """How far it is."""
        ...

    def step(self) -> bool:
        """Do what is next; False if there was nothing."""
        ...


class FoldWatch:
    """Watches folds: numbers in `registry`, and spans where they are on."""

    def __init__(self, spans: Spans = NO_SPANS, registry: CollectorRegistry | None = None) -> None:
        self._spans = spans
        self._numbers = FoldNumbers(registry or CollectorRegistry())

    def over(self, folds: Follows, connection: psycopg.Connection) -> Callable[[], bool]:
        """Their step, watched."""

        def step() -> bool:
            before, begun = folds.position, time.time_ns()
            moved = folds.step()
            if folds.position > before:
                self._numbers.events.inc(folds.position - before)
                self._numbers.seconds.observe((time.time_ns() - begun) / 1e9)
                if self._spans.on:
                    self._tell(connection, before, folds.position, begun)
            return moved

        return step

    def _tell(self, connection: psycopg.Connection, before: int, upto: int, begun: int) -> None:
        """A span for each traced event of the page, in the trace of who appended it."""
        for trace, topic in connection.execute(TRACED, [before, upto], prepare=True).fetchall():
            self._spans.past(trace, "fold", begun, topic=topic, events=upto - before)
