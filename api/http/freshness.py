"""Whether a client has the newest state already."""

from __future__ import annotations

from starlette.requests import Request


def unchanged(request: Request, etag: str) -> bool:
    """Whether the request names this state as the one it has. `etag` is quoted, as in the header."""
    tags = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in tags or "*" in tags
