"""GET /metrics: the numbers of every process of the system, as a Prometheus server reads them."""

from __future__ import annotations

import hmac
from contextlib import suppress

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from api.context import Services
from api.http.answers import HttpError, refused
from api.metrics import Metrics
from domain.errors import DomainError, ErrorCode

NEAR = frozenset({"127.0.0.1", "::1"})
"""Where requests come from that were made on this machine."""
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
"""What such a request calls us by; one that a proxy passes on says the public name."""


class MetricsPage:
    """For who asks on this machine; from elsewhere, and through a proxy, only with the operator's token."""

    def __init__(self, metrics: Metrics, services: Services, token: str | None = None) -> None:
        self._metrics = metrics
        self._services = services
        self._token = token

    async def answer(self, request: Request) -> Response:
        """All numbers, as they are now."""
        if not (_is_near(request) or self._authorized(request)):
            return refused(HttpError(404, ErrorCode.NOT_FOUND, "There is nothing here."))
        with suppress(DomainError):  # the database is away: the other numbers are needed most
            head = await self._services.events.head()
            self._metrics.head.set(head)
            self._metrics.lag.set(max(0, head - self._services.tide.position))
        ours = generate_latest(self._metrics.registry).decode()
        told = await self._services.system.exposition(ours)
        return Response(told, headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"})

    def _authorized(self, request: Request) -> bool:
        said = request.headers.get("authorization", "").encode()
        return self._token is not None and hmac.compare_digest(said, f"Bearer {self._token}".encode())


def _is_near(request: Request) -> bool:
    return request.client is not None and request.client.host in NEAR and request.url.hostname in LOCAL
