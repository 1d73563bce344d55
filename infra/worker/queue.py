"""The receiving side of the queue: dramatiq's worker inside this process, feeding the slots of its event loop."""

from __future__ import annotations

import asyncio
from types import TracebackType
from uuid import UUID

import dramatiq
from dramatiq import Worker

from infra.dispatch import ACTOR, QUEUE, PromptBroker
from infra.worker.slots import Slots

IDLE = 50
"""Milliseconds after which dramatiq's threads look whether they should stop."""
GRACE = 1.0
"""Seconds that renders in flight get to finish when the worker is stopped."""


class Queue:
    """Messages become looks. One thread per slot waits for its look, so no more messages are taken than can be served
    (and as many again, which dramatiq prefetches); a message is acknowledged after its look.
    """

    def __init__(self, redis_url: str, slots: Slots, size: int) -> None:
        self._slots = slots
        self._loop = asyncio.get_running_loop()
        self._looks: set[asyncio.Task[bool]] = set()
        broker = PromptBroker(redis_url)
        dramatiq.actor(broker=broker, actor_name=ACTOR, queue_name=QUEUE)(self._look)
        self._worker = Worker(broker, worker_timeout=IDLE, worker_threads=size)

    async def __aenter__(self) -> Queue:
        """Begin to take messages."""
        await asyncio.to_thread(self._worker.start)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take no more; give those in flight a moment, then leave them to another worker."""
        stopping = asyncio.create_task(asyncio.to_thread(self._worker.stop))
        await asyncio.wait((stopping,), timeout=GRACE)
        for look in self._looks:
            look.cancel()
        await stopping

    def _look(self, render_id: str) -> None:
        """The actor. Runs in dramatiq's thread."""
        asyncio.run_coroutine_threadsafe(self._tracked(UUID(render_id)), self._loop).result()

    async def _tracked(self, render_id: UUID) -> None:
        look = asyncio.create_task(self._slots.look(render_id))
        self._looks.add(look)
        try:
            await asyncio.wait((look,))
        finally:
            self._looks.discard(look)
