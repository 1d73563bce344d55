"""Notices within seconds that a session or an API key has ended, for all open streams with one question."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType

import structlog

from api.bearers import Bearers

LOOK_SECONDS = 2.0

logger = structlog.get_logger(__name__)


class Departures:
    """Watches the tokens that open streams were started with."""

    def __init__(self, bearers: Bearers, *, every: float = LOOK_SECONDS) -> None:
        self._bearers = bearers
        self._every = every
        self._watched: defaultdict[str, set[asyncio.Future[None]]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def of(self, token: str | None) -> Iterator[asyncio.Future[None]]:
        """Done once a token is worth nothing: its session or key has ended, by its owner or by its time."""
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if token is None:
            yield ended
            return
        self._watched[token].add(ended)
        try:
            yield ended
        finally:
            self._watched[token].discard(ended)
            if not self._watched[token]:
                del self._watched[token]

    async def __aenter__(self) -> Departures:
        self._task = asyncio.create_task(self._look_for_ever(), name="departures")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _look_for_ever(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            try:
                await self._look()
            except Exception as error:  # the database is away: nobody is thrown out for that
                logger.warning("departures.unknown", error=type(error).__name__)

    async def _look(self) -> None:
        tokens = list(self._watched)
        living = await self._bearers.living(tokens) if tokens else tokens
        for token in set(tokens).difference(living):
            for ended in self._watched.get(token, set()):
                if not ended.done():
                    ended.set_result(None)
