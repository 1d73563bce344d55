"""What every request and response passes: known hosts only, careful headers, counted."""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.answers import HttpError, refused
from api.http.whence import whence
from api.metrics import Metrics
from domain.errors import ErrorCode

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""A page of another name that resolves to this machine is not let in."""

HOST = re.compile(r"(?P<name>\[[0-9a-f:]+\]|[\w.-]+)(:[0-9]{1,5})?", re.ASCII)
"""What a request calls us by. The whole of it is checked: pages say it again in their heads."""

CAREFUL = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
"""Unless the route says otherwise. Nothing allows another origin anything."""

ROUTES = frozenset({"graphql", "images", "app", "explorer", "healthz", "readyz", "metrics"})


class Guard:
    """Wraps the application.

    origin   what browsers call it where a proxy stands in front: ``https://limn.example``
    proxies  how many do, each of which says by whom it was asked
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, origin: str | None = None, proxies: int = 0) -> None:
        self._app = app
        self._metrics = metrics
        self._public = urlsplit(origin) if origin else None
        self._proxies = proxies

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Pass a request on: what goes by unchanged costs no coroutine, which an open socket would keep."""
        if scope["type"] == "http":
            return self._guarded(scope, receive, send)
        if scope["type"] == "websocket" and not self._known(scope):
            return send({"type": "websocket.close", "code": 1008})
        return self._app(scope, receive, send)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        first = scope["path"].strip("/").partition("/")[0]
        route, begun = (first if first in ROUTES else "other"), time.perf_counter()

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(one for one in CAREFUL if one[0] not in said)]
                self._metrics.requests.labels(route, str(message["status"])).inc()
                self._metrics.seconds.labels(route).observe(time.perf_counter() - begun)
            await send(message)

        if self._known(scope):
            await self._app(scope, receive, guarded)
        else:
            error = HttpError(421, ErrorCode.INVALID, "This server does not answer under that name.")
            await refused(error)(scope, receive, guarded)

    def _known(self, scope: Scope) -> bool:
        """Whether it calls us by a name of ours; from here on it comes from where limits say that it does."""
        scope["client"] = whence(scope, self._proxies), 0
        host = Headers(scope=scope).get("host", "").lower()
        if self._public and host == self._public.netloc:
            secure = self._public.scheme == "https"  # whatever the proxy speaks with us
            scope["scheme"] = ("ws" if scope["type"] == "websocket" else "http") + ("s" if secure else "")
            return True
        found = HOST.fullmatch(host)
        return found is not None and found["name"] in LOOPBACK
