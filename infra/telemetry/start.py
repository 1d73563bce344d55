"""Whether this process is traced."""

from __future__ import annotations

from infra.settings import Settings
from infra.telemetry.spans import NO_SPANS, Spans


def spans_of(settings: Settings, program: str) -> Spans:
    """The spans of a program: none, and nothing loaded for them, unless an endpoint is set."""
    if settings.otlp_endpoint is None:
        return NO_SPANS
    from infra.telemetry.tracing import Tracing  # noqa: PLC0415 - a third of a second, and megabytes

    return Tracing(settings.otlp_endpoint, program, settings.trace_ratio)
