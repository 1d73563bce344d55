"""Which requests come from a page of this server, and not from another site's page or a program."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from api.http.answers import HttpError
from domain.errors import ErrorCode

HEADER = "x-limn-app"
"""With the value 1: a page of ours asks. Another origin's cannot send it: browsers ask us first, nothing allows it."""


def own_origin(connection: HTTPConnection) -> str:
    """This server's origin, as the request names it: scheme, host and port. The guard has let only known hosts in."""
    scheme = {"ws": "http", "wss": "https"}.get(connection.url.scheme, connection.url.scheme)
    return f"{scheme}://{connection.headers.get('host', '')}".lower()


def is_own(connection: HTTPConnection) -> bool:
    """Whether the browser says that a page of this very origin asks."""
    return connection.headers.get("origin", "").lower() == own_origin(connection)


def from_page(connection: HTTPConnection) -> bool:
    """Whether a page of ours asks. 403 where the request says so, and its browser says otherwise."""
    headers = connection.headers
    if headers.get(HEADER) != "1":
        return False
    foreign = "origin" in headers and not is_own(connection)
    if foreign or headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise HttpError(403, ErrorCode.FORBIDDEN, "Only this server's own pages may ask with this header.")
    return True
