"""uvicorn's WebSocket protocol, which can also part with a client that takes nothing."""

from __future__ import annotations

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

LINGER_SECONDS = 15.0
"""How long a client may take to read what was sent before the close, and the close itself."""


class SocketProtocol(WebSocketsSansIOProtocol):
    """Give this to uvicorn as `ws`.

    A close frame passes a full buffer (uvicorn would wait for room), so that a slow client learns why; and the
    connection is given up if the client has still not read it after a while, so that it cannot hold memory for ever.
    """

    async def send(self, message: ASGISendEvent) -> None:
        """Send as uvicorn does, but never wait in order to close."""
        if message["type"] == "websocket.close" and self.handshake_complete:
            self.writable.set()
            self.loop.call_later(LINGER_SECONDS, self.transport.abort)
        await super().send(message)
