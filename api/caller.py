"""Who asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from api.ports import Sessions


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, by which session, and from where; nobody by default.

    page   a page of ours asks: its session lives in a cookie that no script can read
    ended  it came with a cookie whose session has ended, and goes on as nobody
    """

    account: UUID | None = None
    token: str | None = None
    address: str = ""
    page: bool = False
    ended: bool = False

    async def remembered(self, sessions: Sessions, cookie: str | None) -> Caller:
        """Whom a session's cookie names."""
        if not cookie:
            return self
        account = await sessions.account(cookie)
        return replace(self, account=account, token=cookie) if account else replace(self, ended=True)
