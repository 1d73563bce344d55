"""uvicorn's HTTP protocol, which also parts with a client that never finishes asking."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 64 * 1024
"""Of a request's line and headers, beyond the first read; uvicorn itself would collect them without end."""
REQUEST_SECONDS = 20.0
"""From a request's first byte to its last, and from the connection's start to the first request's last."""


class HttpProtocol(HttpToolsProtocol):
    """Give this to uvicorn as `http`."""

    _overdue: asyncio.TimerHandle | None = None
    _in_head = True
    _head = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A client that says nothing is not waited for."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is expected any more."""
        self._complete()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse, and refuse a head that does not end."""
        waiting = self._in_head
        super().data_received(data)
        if waiting and self._in_head:
            self._head += len(data)
            if self._head > HEAD_BYTES and not self.transport.is_closing():
                self.send_400_response("The head of this request is too large.")

    def on_message_begin(self) -> None:
        """A request begins."""
        self._in_head, self._head = True, 0
        if self._overdue is None:
            self._expect()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its head is whole."""
        self._in_head = False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """It is whole: from here on only the answer counts."""
        self._complete()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        """Another protocol takes over, with deadlines of its own."""
        self._complete()
        super().handle_websocket_upgrade()

    def _expect(self) -> None:
        self._overdue = self.loop.call_later(REQUEST_SECONDS, self.transport.close)

    def _complete(self) -> None:
        if self._overdue is not None:
            self._overdue.cancel()
            self._overdue = None
