"""What the streams of one process share, and what each of them runs with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from types import TracebackType
from typing import NamedTuple
from uuid import UUID

from api.caller import Caller
from api.context import Context, Services
from api.execution.errors import Stale
from api.ports import Events, Snapshots
from api.realtime.attendance import Attendance
from api.realtime.cohorts import Cohort, Cohorts
from api.realtime.departures import Departures
from api.realtime.seat import Seat, Send
from api.realtime.tail import Tail
from domain.log import Recorded
from projections.connection import Connection

READERS = 4
"""Snapshots that all streams of a process hold at once."""
LOG_READERS = 2
"""Stretches of the log that streams read at once."""
PATIENCE_SECONDS = 1.0
"""How long a stream waits for the views to come to where it shall begin."""


class Live:
    """One per process. Use as an async context manager.

    services  what queries and commands run on
    in_turn   the same for streams: all of them together hold a few snapshots, and read the log a few at a time
    """

    def __init__(self, services: Services, attendance: Attendance | None = None) -> None:
        snapshots, events = _SnapshotsInTurn(services.snapshots), _EventsInTurn(services.events)
        self.services = services
        self.in_turn = replace(services, snapshots=snapshots, events=events)
        self.tail = Tail(services.events, services.tide)
        self.cohorts = Cohorts(self.tail, services.keyring)
        self.attendance = attendance or Attendance()
        self.departures = Departures(services.bearers)
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Live:
        await self._stack.enter_async_context(self.tail)
        await self._stack.enter_async_context(self.departures)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.cohorts.stop()
        await self._stack.aclose()


class _SnapshotsInTurn:
    """Snapshots for streams: a few at a time, so that a thousand streams that wake at once leave room for queries."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._turns = asyncio.Semaphore(READERS)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Connection]:
        """A snapshot, in turn."""
        async with self._turns, self._snapshots.open() as connection:
            yield connection


class _EventsInTurn:
    """The log for streams: a few read at a time, for as long as it takes."""

    def __init__(self, events: Events) -> None:
        self._events = events
        self._turns = asyncio.Semaphore(LOG_READERS)

    async def read(
        self, after: int, upto: int, limit: int, topics: Sequence[str] | None = None, subject: UUID | None = None
    ) -> Sequence[Recorded]:
        """As the log does, in turn."""
        async with self._turns:
            return await self._events.read(after, upto, limit, topics, subject)

    def head(self) -> Awaitable[int]:
        """As the log does."""
        return self._events.head()


class Start(NamedTuple):
    """The position a stream begins after, and whether the client named it."""

    position: int
    resumed: bool


class StreamContext(Context):
    """Of one subscription. Each element of its stream is read through a gate of its own, in one snapshot.

    live      what the process shares
    seat      its place among those who run the same
    leads     the cohort ahead of which it runs, as nobody's; None for a stream of someone's
    resume    the position the transport asks to resume after; it goes before the document's `after`
    position  where to resume after the element yielded last; None where that has no meaning
    """

    def __init__(
        self,
        live: Live,
        caller: Caller,
        cohort: Cohort,
        resume: int | None = None,
        send: Send | None = None,
    ) -> None:
        super().__init__(live.in_turn, caller)
        self.live = live
        self.leads: Cohort | None = None
        self.resume = resume
        self.position: int | None = None
        self.seat = Seat(self, cohort, send)

    async def close(self) -> None:
        """Give back what was borrowed, and forget what was read: a stream that waits keeps none of it."""
        await super().close()
        self._gate = None

    async def start(self, after: int | None) -> Start:
        """Where the stream begins: after a position, or now. Stale if the views do not come there in time."""
        position = after if self.resume is None else self.resume
        if position is None:
            return Start(self.live.tail.position, resumed=False)
        reached = await self.services.tide.reached(position, PATIENCE_SECONDS)
        if reached < position:
            raise Stale(reached)
        return Start(position, resumed=True)
