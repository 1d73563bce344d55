"""A stream's place in its cohort: where it stands, and what of the others' it may be sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Set
from typing import TYPE_CHECKING
from uuid import UUID

from api.realtime.cohorts import Cohort, Shared
from api.realtime.message import Message
from api.ties import turns

if TYPE_CHECKING:
    from api.realtime.live import StreamContext

NOBODY: Set[UUID] = frozenset()
"""From whom most are parted: one set for all of them."""
Send = Callable[[Message], bool]
"""Sends a message at once; False where that would have to wait."""


class Seat:
    """Of one stream.

    viewer    who looks
    send      how their transport sends without waiting, where it can
    position  where they stand
    whole     they need not stand anywhere: each element says all there is
    latest    what they were sent last of the cohort's
    called    who sits waits for this: for what they are to send themselves, or for None, to look for themselves
    """

    def __init__(self, context: StreamContext, cohort: Cohort, send: Send | None) -> None:
        self.viewer: UUID | None = context.viewer
        self.send = send
        self.position = 0
        self.whole = False
        self.latest: Shared | None = None
        self.called: asyncio.Future[Shared | None] | None = None
        self._context = context
        self._cohort = cohort
        self._parted = NOBODY
        """Whom some tie of theirs is about, as of a position."""
        self._known: int | None = None

    @property
    def over(self) -> bool:
        """Whether they were sent the last element."""
        return self.latest is not None and self.latest.last

    async def next(self, position: int, *, whole: bool = False) -> Shared | None:
        """What the cohort is sent after a position, as far as it has to be sent from here.

        None where the viewer has to look for themselves, from `self.position` on.
        """
        self.position, self.whole = position, whole
        if not self.over and self._cohort.led() and await self._has_its_ties():
            return await self._cohort.next(self)
        return None

    def precedes(self, shared: Shared) -> bool:
        """Whether it is the next for who stands here."""
        if shared.whole:
            return shared is not self.latest and self.position <= shared.position
        return shared.since <= self.position <= shared.after and self.position < shared.position

    def fits(self, shared: Shared) -> bool:
        """Whether the viewer is shown the same, or would be but for those they are parted from."""
        return not shared.personal and (shared.touched.isdisjoint(self._parted) or self.misses(shared))

    def misses(self, shared: Shared) -> bool:
        """Whether it tells of nobody whom the viewer sees."""
        return bool(shared.about) and shared.about <= self._parted

    def move(self, shared: Shared) -> None:
        """They have been sent it, or are about to send it."""
        self.position = self._context.position = shared.position
        self.latest = shared

    async def _has_its_ties(self) -> bool:
        """Whether it is known whom they are about, and they have not changed since where the viewer stands."""
        if self.viewer is None:
            return True
        if self._known is None:
            gate = await self._context.fresh()
            self._parted = (await gate.ties()).all or NOBODY
            self._known = await gate.snapshot.position()
            await self._context.close()
        events = self._context.live.tail.since(min(self._known, self.position))
        if events is None or any(turns(row.event, self.viewer) for row in events):
            self._known = None
            return False
        self._known = self._context.live.tail.position
        return True
