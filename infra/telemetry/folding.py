"""What the engine did with traced events, told to their traces: the log says which are."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

import psycopg

from infra.telemetry.spans import Spans

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


def traced(follows: Follows, connection: psycopg.Connection, spans: Spans, name: str) -> Callable[[], bool]:
    """Its step, with a span for each traced event in the trace of who appended it."""
    if not spans.on:
        return follows.step

    def step() -> bool:
        before, begun = follows.position, time.time_ns()
        moved = follows.step()
        if follows.position > before:
            for trace, topic in connection.execute(TRACED, [before, follows.position], prepare=True).fetchall():
                spans.past(trace, name, begun, topic=topic, events=follows.position - before)
        return moved

    return step
