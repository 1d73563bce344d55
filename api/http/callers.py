"""Who sends a request."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from api.caller import Caller
from api.context import Services
from api.http.answers import HttpError
from api.http.cookie import COOKIE
from api.http.origin import from_page
from domain.errors import ErrorCode


async def caller(connection: HTTPConnection, services: Services, *, cookie: bool = False) -> Caller:
    """Whom the bearer token names, or else the cookie where a page of ours asks; nobody without one.

    cookie  also where the request does not say that it is a page's: for pictures, with which no header can be sent

    401 for a bearer token that is worth nothing, 403 for another origin's page that passes for ours.
    """
    asking = Caller(address=connection.client.host if connection.client else "", page=from_page(connection))
    token = _bearer(connection)
    if token is None:
        named = connection.cookies.get(COOKIE) if asking.page or cookie else None
        return await asking.remembered(services.sessions, named)
    bearing = await asking.bearing(token, services.bearers)
    if bearing is None:
        raise HttpError(
            401,
            ErrorCode.UNAUTHENTICATED,
            "This session has ended or never was. Sign in again, or make another key.",
            {"www-authenticate": "Bearer"},
        )
    return bearing


def _bearer(connection: HTTPConnection) -> str | None:
    """The token, empty where the header is of another kind."""
    header = connection.headers.get("authorization")
    if header is None:
        return None
    kind, _, token = header.partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
