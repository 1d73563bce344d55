"""What tokens are worth: a session's and an API key's are told apart by their form, here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection

from api.ports import ApiKeys, Bearer, Sessions
from domain.api_keys import is_token


class Bearers:
    """Both kinds of tokens."""

    def __init__(self, sessions: Sessions, api_keys: ApiKeys) -> None:
        self._sessions = sessions
        self._api_keys = api_keys

    async def whom(self, token: str) -> Bearer | None:
        """Whom a token names, or None: unknown, ended, revoked or expired."""
        if is_token(token):
            return await self._api_keys.bearer(token)
        account = await self._sessions.account(token)
        return Bearer(account) if account else None

    async def living(self, tokens: Collection[str]) -> set[str]:
        """Those of the tokens that are still worth something: one question of each kind."""
        of_keys = {token for token in tokens if is_token(token)}
        of_sessions = set(tokens) - of_keys
        living = set(await self._sessions.living(of_sessions)) if of_sessions else set()
        return living.union(await self._api_keys.living(of_keys)) if of_keys else living
