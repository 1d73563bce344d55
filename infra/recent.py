"""What tokens are worth: each is asked for once, and all that are remembered are confirmed together once a second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from typing import Generic, TypeVar
from uuid import UUID

from api.ports import Bearer
from infra.api_keys import PostgresApiKeys
from infra.database.pool import Pool
from infra.sessions import PostgresSessions

SECONDS = 1.0
"""How long a token may go on to count where another process has ended it; in this one it ends at once."""
KEPT_SECONDS = 30.0
"""After so long a token is asked for by itself again: most of those that ask at all ask more often."""
TOKENS = 4_000
"""Remembered at most, as all of them are one question: then all are forgotten."""

Worth = TypeVar("Worth")
Living = Callable[[Collection[str]], Awaitable[Collection[str]]]
"""Those of some tokens that are still worth something."""


class Recent(Generic[Worth]):
    """The answers of late. What a token is not worth is not remembered."""

    def __init__(self, living: Living) -> None:
        self._living = living
        self._known: dict[str, tuple[float, Worth]] = {}
        self._confirmed = 0.0
        self._confirming = asyncio.Lock()
        self._endings = 0

    async def worth(self, token: str, ask: Callable[[str], Awaitable[Worth | None]]) -> Worth | None:
        """What the token is worth, remembered or asked."""
        if time.monotonic() >= self._confirmed:
            await self._confirm()
        until, known = self._known.get(token, (0.0, None))
        if time.monotonic() < until:
            return known
        endings = self._endings
        found = await ask(token)
        if found is not None and endings == self._endings:  # else it may be the one that has ended meanwhile
            if len(self._known) >= TOKENS:
                self._known.clear()
            self._known[token] = time.monotonic() + KEPT_SECONDS, found
        return found

    def forget(self) -> None:
        """Something has ended: ask anew."""
        self._known.clear()
        self._endings += 1

    async def _confirm(self) -> None:
        async with self._confirming:
            now = time.monotonic()
            if now < self._confirmed:  # by another who waited
                return
            kept = [token for token, (until, _) in self._known.items() if now < until]
            living = await self._living(kept) if kept else ()
            self._known = {token: self._known[token] for token in living if token in self._known}
            self._confirmed = now + SECONDS


class RecentSessions(PostgresSessions):
    """Sessions, remembered."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool)
        self._recent: Recent[UUID] = Recent(self.living)

    async def account(self, token: str) -> UUID | None:
        """Whose token it is, or was within the last second as another process has ended it."""
        return await self._recent.worth(token, super().account)

    async def end(self, token: str) -> None:
        """The token is worth nothing from now on."""
        await super().end(token)
        self._recent.forget()


class RecentApiKeys(PostgresApiKeys):
    """API keys, remembered."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool)
        self._recent: Recent[Bearer] = Recent(self.living)

    async def bearer(self, token: str) -> Bearer | None:
        """Who has the key, or had it within the last second as another process has ended it."""
        return await self._recent.worth(token, super().bearer)

    async def end(self, key: UUID) -> None:
        """Its token is worth nothing from now on."""
        await super().end(key)
        self._recent.forget()
