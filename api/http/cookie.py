"""The cookie in which a browser keeps a session: no script can read it, and no other site's page can use it."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from api.context import Keep

COOKIE = "limn_session"


def write(response: Response, keep: Keep, request: Request) -> None:
    """Let the browser keep what it shall keep from now on."""
    left = keep.expires_at - datetime.now(UTC) if keep.expires_at else None
    response.set_cookie(
        COOKIE,
        keep.token or "",
        max_age=int(left.total_seconds()) if left else 0,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
