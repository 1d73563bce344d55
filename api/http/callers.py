"""Who sends a request."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from api.http.answers import HttpError
from api.ports import Sessions
from api.realtime.operations import Caller
from domain.errors import ErrorCode

COOKIE = "limn_session"
"""Accepted where a page cannot set a header: pictures. Set HttpOnly and SameSite=Lax."""


async def caller(connection: HTTPConnection, sessions: Sessions, *, cookie: bool = False) -> Caller:
    """Whom the bearer token (or the cookie) names, nobody without one. 401 for a token that is worth nothing."""
    address = connection.client.host if connection.client else ""
    token = _bearer(connection)
    if token is None and cookie:
        token = connection.cookies.get(COOKIE)
    if token is None:
        return Caller(address=address)
    account = await sessions.account(token)
    if account is None:
        raise HttpError(
            401,
            ErrorCode.UNAUTHENTICATED,
            "This session has ended or never was. Sign in again.",
            {"www-authenticate": "Bearer"},
        )
    return Caller(account, token, address)


def _bearer(connection: HTTPConnection) -> str | None:
    """The token, empty where the header is of another kind."""
    header = connection.headers.get("authorization")
    if header is None:
        return None
    kind, _, token = header.partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
