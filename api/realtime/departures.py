"""Notices within seconds that a session or an API key has ended, for all open streams with one question."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
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
        self._watched: set[_Watch] = set()
        self._task: asyncio.Task[None] | None = None

    def of(self, token: str | None, tell: Callable[[], None]) -> AbstractContextManager[None]:
        """As long as the block lasts, `tell` is called once a token is worth nothing.

        That is when its session or key has ended, by its owner or by its time. Never for nobody's, None.
        """
        return nullcontext() if token is None else _Watch(self._watched, token, tell)

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
        tokens = {watch.token for watch in self._watched}
        ended = tokens.difference(await self._bearers.living(list(tokens)) if tokens else ())
        for watch in [watch for watch in self._watched if watch.token in ended]:
            self._watched.discard(watch)
            watch.tell()


class _Watch:
    """Of one token. As small as can be: there is one for every open socket."""

    __slots__ = ("_watched", "tell", "token")

    def __init__(self, watched: set[_Watch], token: str, tell: Callable[[], None]) -> None:
        self._watched, self.token, self.tell = watched, token, tell

    def __enter__(self) -> None:
        self._watched.add(self)

    def __exit__(self, *_: object) -> None:
        self._watched.discard(self)
