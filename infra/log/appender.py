"""Group commit: commands of many callers join one transaction, and each gets its own answer after the fsync."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from domain.log import LogFull, Receipt
from infra.log.codec import Fact
from infra.log.decide import Wish
from infra.log.writer import Closed, Entry, Writer, Wrote, forget
from infra.telemetry.spans import NO_SPANS, Spans

BATCH = 512
"""Most wishes in one transaction."""

SHARE = 32
"""Fewer wishes than this are not divided among writers."""

FAREWELL = 5.0
"""Seconds that closing waits for what is queued."""


class Appender:
    """The queue of one process and its writers. Use it from one event loop; `start` before, `aclose` after.

    Two writers overlap: while the database works on one's batch, the other's is answered and filled again.
    """

    def __init__(
        self, conninfo: str, *, queue: int, writers: int = 2, spans: Spans = NO_SPANS, wrote: Wrote = forget
    ) -> None:
        self._limit = queue
        self._writers = [Writer(conninfo, spans, wrote) for _ in range(writers)]
        self._idle = 0
        self._waiting: deque[Entry] = deque()
        self._wake = asyncio.Event()
        self._closing = False
        self._loop: asyncio.AbstractEventLoop
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to write, in the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._tasks = [asyncio.create_task(self._work(writer)) for writer in self._writers]

    async def aclose(self) -> None:
        """Take nothing more, write what waits for at most `FAREWELL` seconds, and let everyone left know."""
        self._closing = True
        self._wake.set()
        await asyncio.wait(self._tasks, timeout=FAREWELL)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        while self._waiting:
            self._waiting.popleft().settle(Closed())

    def submit(self, wish: Wish, facts: Sequence[Fact]) -> asyncio.Future[Receipt]:
        """Queue a wish; its answer comes when it is durable. Raises LogFull, Closed."""
        if self._closing:
            raise Closed
        if len(self._waiting) >= self._limit:
            raise LogFull
        entry = Entry(wish, facts, self._loop.create_future())
        self._waiting.append(entry)
        self._wake.set()
        return entry.answer

    async def _work(self, writer: Writer) -> None:
        try:
            while batch := await self._next_batch():
                await writer.write(batch)
        finally:
            await writer.aclose()

    async def _next_batch(self) -> list[Entry]:
        """A writer's share of what waits: all of it, unless another idle writer can carry a part; [] at the end."""
        self._idle += 1
        batch: list[Entry] = []
        while not batch and (self._waiting or not self._closing):
            if self._waiting:
                batch = self._take(max(SHARE, len(self._waiting) // self._idle))
            else:
                self._wake.clear()
                await self._wake.wait()
        self._idle -= 1
        return batch

    def _take(self, share: int) -> list[Entry]:
        taken = [self._waiting.popleft() for _ in range(min(share, BATCH, len(self._waiting)))]
        return [entry for entry in taken if not entry.answer.cancelled()]
