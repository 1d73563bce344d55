"""What tokens are worth, asked of the database once a second at most for each."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar
from uuid import UUID

from api.ports import Bearer
from infra.api_keys import PostgresApiKeys
from infra.database.pool import Pool
from infra.sessions import PostgresSessions

SECONDS = 1.0
"""How long a token may go on to count where another process has ended it; in this one it ends at once."""
TOKENS = 10_000
"""Remembered at most: then all are forgotten."""

Worth = TypeVar("Worth")


class Recent(Generic[Worth]):
    """The answers of the last second. What a token is not worth is not remembered."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Worth]] = {}
        self._endings = 0

    async def worth(self, token: str, ask: Callable[[str], Awaitable[Worth | None]]) -> Worth | None:
        """What the token is worth, remembered or asked."""
        until, known = self._known.get(token, (0.0, None))
        if time.monotonic() < until:
            return known
        endings = self._endings
        found = await ask(token)
        if found is not None and endings == self._endings:  # else it may be the one that has ended meanwhile
            if len(self._known) >= TOKENS:
                self._known.clear()
            self._known[token] = time.monotonic() + SECONDS, found
        return found

    def forget(self) -> None:
        """Something has ended: ask anew."""
        self._known.clear()
        self._endings += 1


class RecentSessions(PostgresSessions):
    """Sessions, remembered."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool)
        self._recent: Recent[UUID] = Recent()

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
        self._recent: Recent[Bearer] = Recent()

    async def bearer(self, token: str) -> Bearer | None:
        """Who has the key, or had it within the last second as another process has ended it."""
        return await self._recent.worth(token, super().bearer)

    async def end(self, key: UUID) -> None:
        """Its token is worth nothing from now on."""
        await super().end(key)
        self._recent.forget()
