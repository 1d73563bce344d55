"""The newest stretch of the log, read once for every stream of the process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import TracebackType

import structlog

from api.ports import Events, Tide
from domain.events import Event
from domain.log import Recorded

KEPT = 4_096
"""Events; a stream further behind reads the log itself."""
RETRY_SECONDS = 0.5

logger = structlog.get_logger(__name__)


class Followers:
    """How many there are: one more for each block that has not ended."""

    def __init__(self) -> None:
        self.number = 0

    def __enter__(self) -> None:
        self.number += 1

    def __exit__(self, *_: object) -> None:
        self.number -= 1


class Tail:
    """The last events at or below the checkpoint.

    Each move of the tide is read by one query while anyone follows, and by none otherwise; every stream then finds out
    in memory whether something of its own happened. A stream at a position that the tail no longer holds is told so.

    followers  as long as a block with them lasts, the tail is read
    """

    def __init__(self, events: Events, tide: Tide, *, kept: int = KEPT) -> None:
        self._events = events
        self._tide = tide
        self._kept = kept
        self._rows: list[Recorded] = []
        self._floor = self._position = 0
        self.followers = Followers()
        self._rise = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def position(self) -> int:
        """How far the tail has been read."""
        return self._position

    async def moved(self, after: int) -> int:
        """Wait until it is read beyond `after`, and return how far."""
        while self._position <= after:
            await self._rise.wait()
        return self._position

    def since(self, after: int) -> Sequence[Recorded] | None:
        """The events after a position, as far as it is read, or None where it does not reach back so far."""
        return self._rows[after - self._floor :] if after >= self._floor else None

    async def touched(self, after: int, touches: Callable[[Event], bool]) -> int:
        """Wait until an event after a position is of a kind, or may have been where the tail does not reach back."""
        while True:
            upto = await self.moved(after)
            events = self.since(after)
            if events is None or any(touches(row.event) for row in events):
                return upto
            after = upto

    async def __aenter__(self) -> Tail:
        self._floor = self._position = self._tide.position
        self._task = asyncio.create_task(self._follow_for_ever(), name="tail")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _follow_for_ever(self) -> None:
        while True:
            upto = await self._tide.moved(self._position)
            try:
                await self._read(upto)
            except Exception as error:  # the database is away: nothing is lost, the next round reads it
                logger.warning("tail.unread", error=type(error).__name__)
                await asyncio.sleep(RETRY_SECONDS)

    async def _read(self, upto: int) -> None:
        missing = upto - self._position
        if not self.followers.number or missing > self._kept:
            self._restart(upto)
        else:
            rows = await self._events.read(self._position, upto, missing)
            if len(rows) == missing:  # positions have no gaps, so an event's place here follows from its position
                self._extend(rows, upto)
            else:
                self._restart(upto)
        rise, self._rise = self._rise, asyncio.Event()
        rise.set()

    def _extend(self, rows: Sequence[Recorded], upto: int) -> None:
        self._rows.extend(rows)
        self._position = upto
        if len(self._rows) > 2 * self._kept:
            del self._rows[: -self._kept]
            self._floor = upto - self._kept

    def _restart(self, upto: int) -> None:
        self._rows.clear()
        self._floor = self._position = upto
