"""Counters of the interface, in a registry of their own.

Labels have few values: never an id, a path or a word of a person's.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from api.execution.errors import INTERNAL

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Metrics:
    """Of one process."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.requests = Counter(
            "limn_http_requests_total", "Requests by route and status.", ["route", "status"], registry=registry
        )
        self.seconds = Histogram(
            "limn_http_request_seconds", "Time to the first byte.", ["route"], buckets=SECONDS, registry=registry
        )
        self.operations = Counter(
            "limn_operations_total",
            "Queries and mutations by their first field; an error is our own fault.",
            ["operation", "outcome"],
            registry=registry,
        )
        self.points = Counter(
            "limn_points_total",
            "What operations cost, in points of about 0.1 ms; refused where too little was left.",
            ["outcome"],
            registry=registry,
        )
        self.plans = Counter(
            "limn_plans_total",
            "Compiled queries and elements of streams; the reference executor runs again what was abandoned.",
            ["outcome"],
            registry=registry,
        )
        self.operation_seconds = Histogram(
            "limn_operation_seconds", "Time to run one, by its kind.", ["kind"], buckets=SECONDS, registry=registry
        )
        self._streams = Gauge("limn_streams_open", "Streams by their field.", ["stream"], registry=registry)
        self._messages = Counter(
            "limn_stream_messages_total", "Messages handed to clients.", ["stream"], registry=registry
        )
        self._closes = Counter(
            "limn_streams_closed_total", "Streams that ended, and how.", ["stream", "reason"], registry=registry
        )
        self.head = Gauge("limn_log_head", "The newest position.", registry=registry)
        self.lag = Gauge("limn_views_lag", "Events that the views have not seen.", registry=registry)

    def operated(self, title: str, answer: Mapping[str, Any], seconds: float) -> None:
        """A query or mutation was run: its title, its payload and the time it took."""
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        outcome = "error" if INTERNAL in codes else "refused" if codes else "ok"
        self.operations.labels(title, outcome).inc()
        self.operation_seconds.labels(title.partition(" ")[0]).observe(seconds)

    def told(self, title: str) -> Counter:
        """Counts the messages of a stream."""
        return self._messages.labels(_stream(title))

    def stream(self, title: str) -> AbstractContextManager[Counter]:
        """A stream is open as long as the block lasts; gives the counter of its messages."""
        return _OpenStream(self._streams, self._closes, self.told(title), _stream(title))


class _OpenStream:
    """One of many: as small as can be."""

    __slots__ = ("_closes", "_name", "_streams", "_told")

    def __init__(self, streams: Gauge, closes: Counter, told: Counter, name: str) -> None:
        self._streams, self._closes, self._told, self._name = streams, closes, told, name

    def __enter__(self) -> Counter:
        self._streams.labels(self._name).inc()
        return self._told

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._streams.labels(self._name).dec()
        self._closes.labels(self._name, _reason(kind)).inc()


def _reason(kind: type[BaseException] | None) -> str:
    """How a stream ended, by what ended it."""
    if kind is None:
        return "ended"
    return kind.__name__.lower() if issubclass(kind, Exception) else "left"


def _stream(title: str) -> str:
    return title.partition(" ")[2] or "other"
