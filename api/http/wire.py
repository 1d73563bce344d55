"""uvicorn's HTTP protocol, which also parts with a client that never finishes asking, or takes no answer."""

from __future__ import annotations

import asyncio
from sys import maxsize

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 64 * 1024
"""Of a request's line and headers, beyond the first read; uvicorn itself would collect them without end."""
REQUEST_SECONDS = 20.0
"""From a request's first byte to its last, and from the connection's start to the first request's last."""
TAKE_SECONDS = 15.0
"""Who takes nothing of what was sent for so long is not waited for: uvicorn would keep it for them without end."""


class HttpProtocol(HttpToolsProtocol):
    """Give this to uvicorn as `http`."""

    _overdue: asyncio.TimerHandle | None = None
    _in_head = True
    _head = 0
    _looking: asyncio.TimerHandle | None = None
    _left = maxsize

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A client that says nothing is not waited for."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is expected any more."""
        self._complete()
        if self._looking is not None:
            self._looking.cancel()
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

    def on_response_complete(self) -> None:
        """It is answered: what is left of that is the client's to take."""
        super().on_response_complete()
        if self.transport.get_write_buffer_size():
            self._watch()

    def pause_writing(self) -> None:
        """The buffer is full."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """It has room: the client has taken some."""
        super().resume_writing()
        self._left = maxsize

    def shutdown(self) -> None:
        """Who waits for an answer gets it. What has no length is a stream: its client connects again and resumes."""
        super().shutdown()
        if self.cycle and self.cycle.chunked_encoding:
            self.transport.close()

    def handle_websocket_upgrade(self) -> None:
        """Another protocol takes over, with deadlines of its own."""
        self._complete()
        super().handle_websocket_upgrade()

    def _watch(self) -> None:
        self._left = maxsize
        if self._looking is None:
            self._looking = self.loop.call_later(TAKE_SECONDS, self._look)

    def _look(self) -> None:
        """Give up where nothing was taken since the last look."""
        left, self._looking = self.transport.get_write_buffer_size(), None
        final = self.flow.write_paused or self.transport.is_closing()  # nothing is added meanwhile
        if final and left >= self._left:
            self.transport.abort()
        elif left:
            self._watch()
            self._left = left if final else maxsize

    def _expect(self) -> None:
        self._overdue = self.loop.call_later(REQUEST_SECONDS, self.transport.close)

    def _complete(self) -> None:
        if self._overdue is not None:
            self._overdue.cancel()
            self._overdue = None
