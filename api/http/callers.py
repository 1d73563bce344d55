"""Who sends a request."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import HTTPConnection

from api.caller import Caller
from api.http.answers import HttpError
from api.http.cookie import COOKIE
from api.http.origin import from_page
from api.ports import Sessions
from domain.errors import ErrorCode


async def caller(connection: HTTPConnection, sessions: Sessions, *, cookie: bool = False) -> Caller:
    """Whom the bearer token names, or else the cookie where a page of ours asks; nobody without one.

    cookie  also where the request does not say that it is a page's: for pictures, with which no header can be sent

    401 for a bearer token that is worth nothing, 403 for another origin's page that passes for ours.
    """
    asking = Caller(address=connection.client.host if connection.client else "", page=from_page(connection))
    token = _bearer(connection)
    if token is None:
        named = connection.cookies.get(COOKIE) if asking.page or cookie else None
        return await asking.remembered(sessions, named)
    account = await sessions.account(token)
    if account is None:
        raise HttpError(
            401,
            ErrorCode.UNAUTHENTICATED,
            "This session has ended or never was. Sign in again.",
            {"www-authenticate": "Bearer"},
        )
    return replace(asking, account=account, token=token)


def _bearer(connection: HTTPConnection) -> str | None:
    """The token, empty where the header is of another kind."""
    header = connection.headers.get("authorization")
    if header is None:
        return None
    kind, _, token = header.partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
