"""Who asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from api.bearers import Bearers
from api.execution.errors import OutOfScope
from api.ports import Sessions
from domain.api_keys import ApiScope


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, by which session or API key, and from where; nobody by default.

    page         a page of ours asks: its session lives in a cookie that no script can read
    ended        it came with a cookie whose session has ended, and goes on as nobody
    key, scopes  of an API key, and what it is good for; without a key one may all that one's account may
    """

    account: UUID | None = None
    token: str | None = None
    address: str = ""
    page: bool = False
    ended: bool = False
    key: UUID | None = None
    scopes: frozenset[ApiScope] | None = None

    async def bearing(self, token: str, bearers: Bearers) -> Caller | None:
        """Whom a token names, a session's or a key's; None for one that is worth nothing."""
        bearer = await bearers.whom(token)
        if bearer is None:
            return None
        return replace(self, account=bearer.account, token=token, key=bearer.key, scopes=bearer.scopes)

    async def remembered(self, sessions: Sessions, cookie: str | None) -> Caller:
        """Whom a session's cookie names."""
        if not cookie:
            return self
        account = await sessions.account(cookie)
        return replace(self, account=account, token=cookie) if account else replace(self, ended=True)

    def may(self, scope: ApiScope | None) -> bool:
        """Whether what needs a scope is open to them; what has None is open to no key."""
        return self.scopes is None or scope in self.scopes

    def require(self, scope: ApiScope | None) -> None:
        """OutOfScope where it is not."""
        if not self.may(scope):
            raise OutOfScope(scope)
