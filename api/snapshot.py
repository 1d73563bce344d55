"""One response reads one state: a snapshot of all views at one position."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from api.ports import Snapshots
from projections import checkpoint
from projections.connection import Connection


class Snapshot:
    """A transaction that opens at the first read and closes with the response.

    Use as an async context manager: nothing is borrowed from the pool before `connection` is called.
    """

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._stack = AsyncExitStack()
        self._lock = asyncio.Lock()
        self._connection: Connection | None = None
        self._position: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def connection(self) -> Connection:
        """The connection inside the transaction. Its checkpoint is read first, so that this is what all reads see."""
        async with self._lock:
            if self._connection is None:
                connection = await self._stack.enter_async_context(self._snapshots.open())
                self._position = await checkpoint.position(connection)
                self._connection = connection
            return self._connection

    async def position(self) -> int:
        """The position of every read in here: that of the views' one checkpoint."""
        await self.connection()
        assert self._position is not None
        return self._position

    async def close(self) -> None:
        """Give the connection back."""
        await self._stack.aclose()
