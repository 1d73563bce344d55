"""A log whose appends are traced and timed."""

from __future__ import annotations

from time import perf_counter
from typing import Protocol, TypeVar
from uuid import UUID

from psycopg_pool import PoolTimeout

from domain.events import Aggregate
from domain.log import Append, Log, LogFull, Once, Receipt
from infra.telemetry.spans import Spans

A = TypeVar("A", bound=Aggregate)


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
        """As the log's."""
        begun = perf_counter()
        with self._spans.span("append"):
            receipt = await self._log.append(wish)
        self._seconds.observe(perf_counter() - begun)
        return receipt

    async def recall(self, once: Once) -> Receipt | None:
        """As the log's; LogFull where its connections are all in use."""
        try:
            return await self._log.recall(once)
        except PoolTimeout:
            raise LogFull from None

    async def load(self, kind: type[A], aggregate_id: UUID) -> A | None:
        """As the log's; LogFull where its connections are all in use."""
        try:
            return await self._log.load(kind, aggregate_id)
        except PoolTimeout:
            raise LogFull from None
