"""How many renders a worker makes at once, and what it does when looking at one goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic
from uuid import UUID

import structlog

from infra.logs import told
from infra.room import Room

AVOID = 5.0
"""Seconds before a render that was looked at in vain is looked at by this worker's sweeper again."""

Look = Callable[[UUID], Awaitable[bool]]
"""Look at a render; whether there was something to do."""

logger = structlog.get_logger(__name__)


def with_room(room: Room, look: Look) -> Look:
    """As `look`, which begins nothing while the disk is nearly full: the render waits for a later sweep."""

    async def looked(render_id: UUID) -> bool:
        return not room.missing() and await look(render_id)

    return looked


class Slots:
    """At most `size` renders in flight, whoever asks; the others wait."""

    def __init__(self, size: int, look: Look) -> None:
        self._look = look
        self._gate = asyncio.Semaphore(size)
        self._in_vain: dict[UUID, float] = {}
        self.free = size

    async def look(self, render_id: UUID) -> bool:
        """Look at a render in the next free slot; whether there was something to do.

        Never raises for what goes wrong with a render: what is left undone is found by a sweeper.
        """
        async with self._gate:
            self.free -= 1
            try:
                done = await self._look(render_id)
            except Exception as error:
                logger.error("render.look_failed", render=str(render_id), raised=told(error))
                done = False
            finally:
                self.free += 1
        if not done:
            self._in_vain[render_id] = monotonic()
        return done

    def avoided(self) -> set[UUID]:
        """Renders that were looked at in vain a moment ago."""
        now = monotonic()
        self._in_vain = {render: at for render, at in self._in_vain.items() if now - at < AVOID}
        return set(self._in_vain)
