"""The append queue for callers without an event loop: a thread that runs one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from threading import Thread

from domain.log import Receipt
from infra.log.appender import Appender
from infra.log.codec import Fact
from infra.log.decide import Wish


class BlockingAppender:
    """An `Appender` on a thread of its own. Callers of many threads share its transactions."""

    def __init__(self, conninfo: str, *, queue: int = 4096) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="log", daemon=True)
        self._thread.start()
        self._appender = Appender(conninfo, queue=queue)
        self._loop.call_soon_threadsafe(self._appender.start)

    def append(self, wish: Wish, facts: Sequence[Fact]) -> Receipt:
        """Write durably, or raise as `Appender` does."""
        return asyncio.run_coroutine_threadsafe(self._append(wish, facts), self._loop).result()

    def close(self) -> None:
        """Write what waits, and end the thread. Idempotent."""
        if self._loop.is_closed():
            return
        asyncio.run_coroutine_threadsafe(self._appender.aclose(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _append(self, wish: Wish, facts: Sequence[Fact]) -> Receipt:
        return await self._appender.submit(wish, facts)
