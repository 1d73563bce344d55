"""What every request and response passes: known hosts only, careful headers, counted."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.answers import HttpError, refused
from api.http.metrics import Metrics
from domain.errors import ErrorCode

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""A page of another name that resolves to this machine is not let in."""

HOST = re.compile(r"(?P<name>\[[0-9a-f:]+\]|[\w.-]+)(:[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
"""What a request calls us by. The whole of it is checked: pages say it again in their heads."""

CAREFUL = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Unless the route says otherwise. Nothing allows another origin anything."""

ROUTES = frozenset({"graphql", "images", "app", "explorer", "healthz", "readyz", "metrics"})


class Guard:
    """Wraps the application."""

    def __init__(self, app: ASGIApp, metrics: Metrics, hosts: Iterable[str] = LOOPBACK) -> None:
        self._app = app
        self._metrics = metrics
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            if scope["type"] == "websocket" and not self._known(scope):
                await send({"type": "websocket.close", "code": 1008})
                return
            await self._app(scope, receive, send)
            return
        first = scope["path"].strip("/").partition("/")[0]
        route, begun = (first if first in ROUTES else "other"), time.perf_counter()

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in CAREFUL.items():
                    headers.setdefault(name, value)
                self._metrics.requests.labels(route, str(message["status"])).inc()
                self._metrics.seconds.labels(route).observe(time.perf_counter() - begun)
            await send(message)

        if self._known(scope):
            await self._app(scope, receive, guarded)
        else:
            error = HttpError(421, ErrorCode.INVALID, "This server does not answer under that name.")
            await refused(error)(scope, receive, guarded)

    def _known(self, scope: Scope) -> bool:
        found = HOST.fullmatch(Headers(scope=scope).get("host", ""))
        return found is not None and found["name"].lower() in self._hosts
