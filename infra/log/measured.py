"""A log whose appends are traced and timed."""

from __future__ import annotations

from time import perf_counter
from typing import Protocol, TypeVar
from uuid import UUID

from domain.errors import DomainError, ErrorCode
from domain.events import Aggregate
from domain.log import Append, Log, Once, Receipt
from infra.lending import patient
from infra.log.writer import Closed
from infra.telemetry.spans import Spans

A = TypeVar("A", bound=Aggregate)
STOPPING = "This server stops just now. Ask again, under the same key if there was one."


class Timer(Protocol):
    """Takes seconds."""

    def observe(self, amount: float) -> None:
        """One more."""
        ...


class MeasuredLog:
    """Implements `domain.log.Log`. `seconds` takes the time from the asking to the durable answer."""

    def __init__(self, log: Log, spans: Spans, seconds: Timer) -> None:
        self._log = log
        self._spans = spans
        self._seconds = seconds

    async def append(self, wish: Append) -> Receipt:
        """As the log's; QUEUE_FULL where it is being closed."""
        begun = perf_counter()
        with self._spans.span("append"):
            try:
                receipt = await self._log.append(wish)
            except Closed:
                raise DomainError(ErrorCode.QUEUE_FULL, STOPPING) from None
        self._seconds.observe(perf_counter() - begun)
        return receipt

    async def recall(self, once: Once) -> Receipt | None:
        """As the log's; QUEUE_FULL where no connection is to be had."""
        with patient():
            return await self._log.recall(once)

    async def load(self, kind: type[A], aggregate_id: UUID) -> A | None:
        """As the log's; QUEUE_FULL where no connection is to be had."""
        with patient():
            return await self._log.load(kind, aggregate_id)
