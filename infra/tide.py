"""How far the views have come, for everyone in this process: one connection, thousands of waiters."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from types import TracebackType

import structlog
from psycopg import AsyncConnection, Error

from projections import checkpoint

POLL_SECONDS = 0.5
"""A lost notification costs at most this."""
RECONNECT_SECONDS = 0.25

logger = structlog.get_logger(__name__)


class CheckpointTide:
    """The newest checkpoint this process has seen. It only rises.

    It listens and also polls, so it is right even where a notification was lost; where the database is gone it keeps
    its place and comes back by itself. Waiting costs nothing: nobody but the tide asks the database.
    """

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._position = 0
        self._rise = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @property
    def position(self) -> int:
        """The newest checkpoint seen."""
        return self._position

    async def reached(self, position: int, timeout: float) -> int:  # noqa: ASYNC109 - a wait that ends in an answer
        """Wait until the views have reached `position`, at most `timeout` seconds; how far they are then."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while self._position < position:
                    await self._rise.wait()
        return self._position

    async def moved(self, after: int) -> int:
        """Wait for a checkpoint above `after`, and return the newest."""
        while self._position <= after:
            await self._rise.wait()
        return self._position

    async def __aenter__(self) -> CheckpointTide:
        """Begin to watch; the first checkpoint is known on return."""
        async with await self._connect() as connection:
            self._raise_to(await checkpoint.position(connection))
        self._task = asyncio.create_task(self._watch_for_ever(), name="tide")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop watching."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def _raise_to(self, position: int) -> None:
        if position > self._position:
            self._position = position
            rise, self._rise = self._rise, asyncio.Event()
            rise.set()

    async def _watch_for_ever(self) -> None:
        while True:
            try:
                async with await self._connect() as connection:
                    await self._watch(connection)
            except (Error, OSError) as error:
                logger.warning("tide.lost", error=type(error).__name__)
                await asyncio.sleep(RECONNECT_SECONDS)

    async def _watch(self, connection: AsyncConnection) -> None:
        await connection.execute(f"LISTEN {checkpoint.CHANNEL}")
        while True:
            self._raise_to(await checkpoint.position(connection))
            async for notice in connection.notifies(timeout=POLL_SECONDS):
                self._raise_to(int(notice.payload))

    async def _connect(self) -> AsyncConnection:
        return await AsyncConnection.connect(self._conninfo, autocommit=True, connect_timeout=5)
