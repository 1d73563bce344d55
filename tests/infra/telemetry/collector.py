"""An OTLP collector: an HTTP server that keeps the spans it is sent."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True, slots=True)
class Told:
    """A span as it came. `facts` are its attributes, `notes` the names of its events, `links` the spans it links to."""

    program: str
    name: str
    trace: bytes
    id: bytes
    parent: bytes
    facts: dict[str, Any]
    notes: tuple[str, ...]
    links: tuple[bytes, ...]


@dataclass
class Collector:
    """What came. `raw` is every byte of it."""

    address: str = ""
    raw: bytearray = field(default_factory=bytearray)
    spans: list[Told] = field(default_factory=list)

    def take(self, body: bytes) -> None:
        self.raw += body
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            program = _facts(resource.resource.attributes)["limn.program"]
            self.spans += [_told(program, span) for scope in resource.scope_spans for span in scope.spans]

    def of(self, trace: bytes) -> list[Told]:
        return [span for span in self.spans if span.trace == trace]


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector on a free port."""
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            zipped = self.headers.get("content-encoding") == "gzip"
            if self.path == "/v1/traces":
                collector.take(gzip.decompress(body) if zipped else body)
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    collector.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield collector
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _told(program: str, span: Any) -> Told:
    return Told(
        program,
        span.name,
        span.trace_id,
        span.span_id,
        span.parent_span_id,
        _facts(span.attributes),
        tuple(event.name for event in span.events),
        tuple(link.span_id for link in span.links),
    )


def _facts(attributes: Any) -> dict[str, Any]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in attributes}
