"""Counters of the process, and GET /metrics."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from api.context import Services

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


class Metrics:
    """In a registry of its own. Labels have few values: never an id, a path or a word of a person."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "limn_http_requests_total", "Requests by route and status.", ["route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "limn_http_request_seconds", "Time to the first byte.", ["route"], buckets=SECONDS, registry=self.registry
        )
        self.appends = Histogram(
            "limn_append_seconds", "Time from a command to its durable answer.", buckets=SECONDS, registry=self.registry
        )
        self.batches = Histogram(
            "limn_append_batch_commands", "Commands in one transaction.", buckets=BATCHES, registry=self.registry
        )
        self.head = Gauge("limn_log_head", "The newest position.", registry=self.registry)
        self.lag = Gauge("limn_views_lag", "Events that the views have not seen.", registry=self.registry)


class MetricsPage:
    """The page that a Prometheus server reads."""

    def __init__(self, metrics: Metrics, services: Services) -> None:
        self._metrics = metrics
        self._services = services

    async def answer(self, _: Request) -> Response:
        """All counters, with the positions as they are now."""
        head = await self._services.events.head()
        self._metrics.head.set(head)
        self._metrics.lag.set(max(0, head - self._services.tide.position))
        return Response(generate_latest(self._metrics.registry), headers={"content-type": CONTENT_TYPE_LATEST})
