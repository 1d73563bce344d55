"""Finds renders without an end that nobody works on: their message was lost, or their worker died."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import structlog
from psycopg import Error

from infra.worker.slots import Slots

EVERY = 1.0
"""Seconds between two sweeps of an idle worker."""
OLDEST = 64
"""Renders considered in one sweep."""

Unfinished = Callable[[int], Awaitable[Sequence[UUID]]]
"""The oldest renders, at most so many, that have no end and no living lease."""

logger = structlog.get_logger(__name__)


class Sweeper:
    """Pulls renders into slots that are free anyway, so a lost queue heals at the pace of the work itself."""

    def __init__(self, slots: Slots, unfinished: Unfinished, every: float = EVERY) -> None:
        self._slots = slots
        self._unfinished = unfinished
        self._every = every

    async def sweep_for_ever(self) -> None:
        """Sweep until cancelled; again at once while there is something to do."""
        while True:
            if not await self.sweep():
                await asyncio.sleep(self._every)

    async def sweep(self) -> bool:
        """Look at as many renders as there are free slots; whether anything was done."""
        if not self._slots.free:
            return False
        try:
            found = await self._unfinished(OLDEST)
        except Error as error:  # the database restarts, or the views are not there yet
            logger.warning("sweep.failed", error=type(error).__name__)
            return False
        avoided = self._slots.avoided()
        chosen = [render for render in found if render not in avoided][: self._slots.free]
        return any(await asyncio.gather(*(self._slots.look(render) for render in chosen)))
