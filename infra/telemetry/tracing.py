"""Spans of the OpenTelemetry SDK, sent as OTLP over HTTP. Loaded only where an endpoint is set.

The current span is kept in a variable of our own: a span begins in one call of the SDK, and what is not chosen to be
traced costs the look at that variable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Self

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import (
    Link,
    NonRecordingSpan,
    SpanContext,
    SpanKind,
    Status,
    StatusCode,
    TraceFlags,
    set_span_in_context,
)
from opentelemetry.trace import Span as OtelSpan

from infra.telemetry.spans import NOTHING, Fact, Opened

EVERY = 5_000
"""Milliseconds between two deliveries of spans."""
CLOSING = 2_000
"""Milliseconds that the last delivery may take."""
LINKED = 128
"""Spans that a joined one names at most: as many as the SDK keeps."""
PARENT = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-01")
"""A traceparent of version 0 that is traced."""
NOWHERE = Context()

_current: ContextVar[OtelSpan | None] = ContextVar("span", default=None)


class Leaf:
    """A span of the SDK that lasts as long as its block."""

    __slots__ = ("_span",)

    def __init__(self, span: OtelSpan) -> None:
        self._span = span

    def note(self, name: str, **facts: Fact) -> None:
        """An event of the span."""
        self._span.add_event(name, facts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and issubclass(kind, Exception):  # by its class alone: a message may hold words
            self._span.set_status(Status(StatusCode.ERROR))
            self._span.set_attribute("error.type", kind.__qualname__)
        self._span.end()


class Branch(Leaf):
    """A span that is the current one within its block."""

    __slots__ = ("_token",)
    _token: Token[OtelSpan | None]

    def __enter__(self) -> Self:
        self._token = _current.set(self._span)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _current.reset(self._token)
        super().__exit__(kind, error, trace)


class Tracing:
    """Implements `Spans`.

    endpoint  of an OTLP collector, ``http://host:4318``
    program   what the spans of this process are filed under
    ratio     of the traces that begin here, how many are kept: 0 to 1
    """

    on = True

    def __init__(self, endpoint: str, program: str, ratio: float) -> None:
        resource = Resource({"service.name": "limn", "service.instance.id": program, "limn.program": program})
        sampler = ParentBased(TraceIdRatioBased(ratio))
        self._provider = TracerProvider(sampler=sampler, resource=resource, shutdown_on_exit=False)
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=CLOSING / 1000)
        self._provider.add_span_processor(BatchSpanProcessor(exporter, schedule_delay_millis=EVERY))
        self._tracer = self._provider.get_tracer("limn")

    def begin(self, name: str, **facts: Fact) -> Opened:
        """A trace of its own, if the ratio chooses it."""
        span = self._tracer.start_span(name, NOWHERE, SpanKind.SERVER, facts)
        return Branch(span) if span.is_recording() else NOTHING

    def span(self, name: str, **facts: Fact) -> Opened:
        """A child of the current span."""
        parent = _current.get()
        return NOTHING if parent is None else Branch(self._child(parent, name, facts))

    def leaf(self, name: str, **facts: Fact) -> Opened:
        """A child of the current span, which stays the current one."""
        parent = _current.get()
        return NOTHING if parent is None else Leaf(self._child(parent, name, facts))

    def resumed(self, trace: str | None, name: str, **facts: Fact) -> Opened:
        """A child of a span that another process has, or had."""
        parent = _remote(trace)
        return NOTHING if parent is None else Branch(self._child(NonRecordingSpan(parent), name, facts))

    def joined(self, traces: Sequence[str], name: str, **facts: Fact) -> Opened:
        """A child of the first that is linked to all."""
        remote = [parent for trace in traces[:LINKED] if (parent := _remote(trace))]
        if not remote:
            return NOTHING
        links = [Link(parent) for parent in remote]
        kept = set_span_in_context(NonRecordingSpan(remote[0]), NOWHERE)
        return Branch(self._tracer.start_span(name, kept, attributes=facts, links=links))

    def past(self, trace: str, name: str, begun: int, **facts: Fact) -> None:
        """A child that is over already."""
        parent = _remote(trace)
        if parent is not None:
            context = set_span_in_context(NonRecordingSpan(parent), NOWHERE)
            self._tracer.start_span(name, context, attributes=facts, start_time=begun).end()

    def trace(self) -> str | None:
        """The traceparent of the current span."""
        span = _current.get()
        if span is None:
            return None
        place = span.get_span_context()
        return f"00-{place.trace_id:032x}-{place.span_id:016x}-01"

    def close(self) -> None:
        """Send what is left, for at most `CLOSING` milliseconds."""
        self._provider.force_flush(CLOSING)
        self._provider.shutdown()

    def _child(self, parent: OtelSpan, name: str, facts: dict[str, Fact]) -> OtelSpan:
        return self._tracer.start_span(name, set_span_in_context(parent, NOWHERE), attributes=facts)


def _remote(trace: str | None) -> SpanContext | None:
    found = PARENT.fullmatch(trace) if trace else None
    if found is None:
        return None
    return SpanContext(int(found[1], 16), int(found[2], 16), is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED))
