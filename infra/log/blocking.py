"""The log for callers without an event loop: a thread that runs one."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from threading import Thread
from typing import Any, TypeVar
from uuid import UUID

from domain.events import Aggregate
from domain.log import Append, Receipt
from infra.log.appender import Appender
from infra.log.codec import Fact
from infra.log.decide import Wish
from infra.log.postgres import open_log
from infra.telemetry.spans import NO_SPANS, Spans

A = TypeVar("A", bound=Aggregate)
R = TypeVar("R")


class BlockingAppender:
    """An `Appender` on a thread of its own. Callers of many threads share its transactions."""

    def __init__(self, conninfo: str, *, queue: int = 4096) -> None:
        self._loop = _Loop()
        self._appender = Appender(conninfo, queue=queue)
        self._loop.soon(self._appender.start)

    def append(self, wish: Wish, facts: Sequence[Fact]) -> Receipt:
        """Write durably, or raise as `Appender` does."""
        return self._loop.run(self._append(wish, facts))

    def close(self) -> None:
        """Write what waits, and end the thread. Idempotent."""
        if not self._loop.closed:
            self._loop.run(self._appender.aclose())
            self._loop.close()

    async def _append(self, wish: Wish, facts: Sequence[Fact]) -> Receipt:
        return await self._appender.submit(wish, facts)


class BlockingLog:
    """Implements `projections.policy.Log`. Use it from any thread; `close` it."""

    def __init__(self, conninfo: str, spans: Spans = NO_SPANS) -> None:
        self._loop = _Loop()
        self._spans = spans
        self._opened = open_log(conninfo, spans=spans)
        self._log = self._loop.run(self._opened.__aenter__())

    def append(self, wish: Append) -> Receipt:
        """Write durably, or raise as the log does."""
        return self._loop.run(self._append(wish))

    def load(self, kind: type[A], aggregate_id: UUID) -> A | None:
        """An aggregate folded from its stream, or None if the stream is empty."""
        return self._loop.run(self._log.load(kind, aggregate_id))

    def close(self) -> None:
        """Write what waits, and end the thread."""
        self._loop.run(self._opened.__aexit__(None, None, None))
        self._loop.close()

    async def _append(self, wish: Append) -> Receipt:
        with self._spans.span("append"):
            return await self._log.append(wish)


class _Loop:
    """An event loop on a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="log", daemon=True)
        self._thread.start()
        self.soon = self._loop.call_soon_threadsafe

    @property
    def closed(self) -> bool:
        return self._loop.is_closed()

    def run(self, work: Coroutine[Any, Any, R]) -> R:
        """Its result, waited for."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        """End the thread."""
        self.soon(self._loop.stop)
        self._thread.join()
        self._loop.close()
