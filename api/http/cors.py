"""Pages of other origins: none may read an answer, but those of the origins that the operator names."""

from __future__ import annotations

from collections.abc import Collection

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

SAID = ("authorization", "content-type", "last-event-id")
"""Headers that such a page may send. Not the one with which a page of ours says that its cookie counts."""
TOLD = ("retry-after", "ratelimit", "ratelimit-policy", "etag")
"""Headers of the answer that it may read."""
REMEMBERED_SECONDS = 600


def open_to(origins: Collection[str], app: ASGIApp) -> ASGIApp:
    """The application for pages of these very origins, too. They sign in by a token: no cookie is sent or counts."""
    return CORSMiddleware(
        app,
        allow_origins=tuple(origins),
        allow_methods=("GET", "POST"),
        allow_headers=SAID,
        expose_headers=TOLD,
        allow_credentials=False,
        max_age=REMEMBERED_SECONDS,
    )
