"""One response reads one state: a snapshot of all views at one position."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from uuid import UUID

from api.execution.errors import Stale
from api.ports import Snapshots, Tide
from projections import checkpoint
from projections.connection import Connection
from projections.walls import see_as

WAIT_SECONDS = 1.0
"""The longest a read waits for the views to reach the position it asks for."""


class Snapshot:
    """A transaction that opens at the first read and closes with the response.

    It is read for one viewer, so that the database shows what they may see and no more (`projections.walls`).
    Use as an async context manager: nothing is borrowed from the pool before `connection` is called.
    """

    def __init__(self, snapshots: Snapshots, tide: Tide, viewer: UUID | None) -> None:
        self._snapshots = snapshots
        self._tide = tide
        self._stack = AsyncExitStack()
        self._lock = asyncio.Lock()
        self._needed = 0
        self._viewer = self._entered = viewer
        self._connection: Connection | None = None
        self._closed = False
        self._stale: Stale | None = None
        self._position = 0
        self._moment = datetime.min

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def seen_by(self, viewer: UUID) -> None:
        """Whoever reads from now on is someone who has just signed in."""
        self._viewer = viewer

    def need(self, position: int) -> None:
        """The response must show at least this position. Say so before any await: all fields begin before one reads."""
        self._needed = max(self._needed, position)

    async def connection(self) -> Connection:
        """The connection inside the transaction; Stale when a position that was asked for is not reached in time."""
        connection = self._connection
        if connection is None or self._entered != self._viewer:
            async with self._lock:
                connection = await self._open()
        if self._position < self._needed:
            raise Stale(self._position)
        return connection

    async def _open(self) -> Connection:
        """Begin the transaction, if none of those who waited for it has; read in it as the viewer."""
        if self._connection is None:
            await asyncio.sleep(0)  # lets every root field say what it needs
            await self._wait()
            if self._closed:  # a load that nobody waits for any more would borrow what nobody gives back
                raise RuntimeError("A snapshot is not read after its response.")
            connection = await self._stack.enter_async_context(self._snapshots.open())
            self._position = await checkpoint.enter(connection, self._viewer)
            self._moment = datetime.now(UTC)
            self._connection, self._entered = connection, self._viewer
        elif self._entered != self._viewer:
            await see_as(self._connection, self._viewer)
            self._entered = self._viewer
        return self._connection

    async def position(self) -> int:
        """The position of every read in here: that of the views' one checkpoint."""
        await self.connection()
        return self._position

    async def moment(self) -> datetime:
        """The time at which all in here is told: that at which it was opened."""
        await self.connection()
        return self._moment

    async def close(self) -> None:
        """Give the connection back. Nothing is read from here on."""
        self._closed, self._connection = True, None
        async with self._lock:  # whoever is opening it has it by then
            await self._stack.aclose()

    async def _wait(self) -> None:
        """Wait once: whoever asks again is told the same."""
        if self._stale is None and self._needed:
            reached = await self._tide.reached(self._needed, WAIT_SECONDS)
            self._stale = Stale(reached) if reached < self._needed else None
        if self._stale is not None:
            raise self._stale
