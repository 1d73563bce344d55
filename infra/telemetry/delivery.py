"""What streams have handed on, told to the traces of the events in it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from domain.log import Recorded
from infra.database.pool import Pool
from infra.events import PooledEvents
from infra.lending import lent
from infra.telemetry.spans import Opened, Spans

KEPT = 4_096
"""Events whose traces are remembered for their delivery: the newest."""
TRACED = (
    "SELECT notification_id, trace FROM log.events"
    " WHERE notification_id > %s AND notification_id <= %s AND trace IS NOT NULL ORDER BY notification_id"
)


class Known(NamedTuple):
    """A traced event, and when this process learned of it (nanoseconds of Unix time)."""

    trace: str
    at: int


class Deliveries:
    """The spans of the interface. Implements `api.ports.Spans`."""

    def __init__(self, spans: Spans) -> None:
        self._spans = spans
        self._known: OrderedDict[int, Known] = OrderedDict()

    def begin(self, name: str) -> Opened:
        """An operation."""
        return self._spans.begin(name)

    def span(self, name: str) -> Opened:
        """A part of it."""
        return self._spans.span(name)

    def learn(self, traces: Iterable[tuple[int, str]]) -> None:
        """Remember which events are traced, by their positions."""
        now = time.time_ns()
        self._known.update((position, Known(trace, now)) for position, trace in traces)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)

    def delivered(self, positions: Iterable[int]) -> None:
        """A span in the trace of each of the events, from when it was known here to now."""
        if self._known:
            for position in positions:
                if known := self._known.get(position):
                    self._spans.past(known.trace, "deliver", known.at)


class TracedEvents(PooledEvents):
    """The log as the API reads it, whose deliveries are to be traced."""

    def __init__(self, pool: Pool, deliveries: Deliveries) -> None:
        super().__init__(pool)
        self._pool = pool
        self._deliveries = deliveries

    async def read(
        self, after: int, upto: int, limit: int, topics: Sequence[str] | None = None, subject: UUID | None = None
    ) -> list[Recorded]:
        """As `PooledEvents`; of what is new to the views, the traces are learned."""
        rows = await super().read(after, upto, limit, topics, subject)
        if rows and topics is None and subject is None:
            async with lent(self._pool) as connection:
                traces = await connection.execute(TRACED, [after, rows[-1].position], prepare=True)
                self._deliveries.learn(await traces.fetchall())
        return rows
