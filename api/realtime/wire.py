"""uvicorn's WebSocket protocol, which can also part with a client that takes nothing."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request, Response
from websockets.server import ServerProtocol

LINGER_SECONDS = 15.0
"""How long a client may take to read what was sent before the close, and the close itself."""


class SocketProtocol(WebSocketsSansIOProtocol):
    """Give this to uvicorn as `ws`.

    A handshake that cannot be answered is refused without a word of what it said.

    A close frame passes a full buffer (uvicorn would wait for room), so that a slow client learns why; and the
    connection is given up if the client has still not read it after a while, so that it cannot hold memory for ever.
    """

    def handle_connect(self, event: Request) -> None:
        """Begin, or refuse."""
        self.conn.reject = partial(_refuse, self.conn)  # type: ignore[method-assign]  # its own repeats the header at fault
        super().handle_connect(event)

    async def send(self, message: ASGISendEvent) -> None:
        """Send as uvicorn does, but never wait in order to close."""
        if message["type"] == "websocket.close" and self.handshake_complete:
            self.writable.set()
            self.loop.call_later(LINGER_SECONDS, self.transport.abort)
        await super().send(message)


def _refuse(connection: ServerProtocol, status: HTTPStatus | int, text: str) -> Response:
    """Refuse a handshake: the status says why, and `text` may be long."""
    return ServerProtocol.reject(connection, status, "This is no WebSocket that can be opened.\n")
