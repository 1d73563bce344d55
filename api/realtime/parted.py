"""Whether what was executed for others may be sent to a viewer too, who may block, mute or be blocked by some."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

from api.realtime.cohorts import Shared
from api.ties import turns

if TYPE_CHECKING:
    from api.realtime.live import StreamContext


class Parted:
    """Whom the ties of one stream's viewer are about: read once, and again only after an event that is about them."""

    def __init__(self, context: StreamContext) -> None:
        self._context = context
        self._position: int | None = None
        self._accounts: frozenset[UUID] = frozenset()

    async def shared(self, after: int, newest: int) -> Shared | None:
        """What another of the cohort executes from here on, where it fits the viewer; None means: execute."""
        if await self.accounts(newest):
            await asyncio.sleep(0)  # who has ties does not lead: those without begin first
        shared = await self._context.cohort.shared(after, newest)
        if shared is None or not shared.touched.isdisjoint(await self.accounts(shared.position)):
            return None
        return shared

    async def turned(self, after: int, upto: int) -> bool:
        """Whether the viewer's ties may have changed in a stretch of the log."""
        if self._context.viewer is None:
            return False
        tail = self._context.live.tail
        await tail.moved(upto - 1)
        events = tail.since(after)
        return events is None or any(turns(row.event, self._context.viewer) for row in events)

    async def accounts(self, upto: int) -> frozenset[UUID]:
        """Everyone whom some tie of the viewer's is about, at a position or later."""
        if self._context.viewer is None:
            return self._accounts
        if self._position is None or await self.turned(self._position, upto):
            gate = await self._context.fresh()
            self._accounts = (await gate.ties()).all
            upto = await gate.snapshot.position()
            await self._context.close()
        self._position = max(self._position or 0, upto)
        return self._accounts
