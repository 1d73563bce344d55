"""What a browser may do on a page of ours: load from this origin alone, run no inline script, be framed by nobody."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

from api.http.origin import own_origin

CAREFUL: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
NO_CACHE: Final = "no-cache"
IMMUTABLE: Final = "public, max-age=31536000, immutable"

APP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self' {socket}; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
WAITING: Final = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def page_headers(policy: str) -> dict[str, str]:
    """The headers of a page under a policy; a browser asks for it each time, and is told where nothing changed."""
    return {**CAREFUL, "content-security-policy": policy, "cache-control": NO_CACHE}


def app_headers(request: Request) -> dict[str, str]:
    """The headers of a page of the app. Some browsers need the socket's origin spelled out."""
    return page_headers(APP.format(socket=own_origin(request).replace("http", "ws", 1)))
