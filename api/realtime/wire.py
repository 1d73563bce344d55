"""uvicorn's WebSocket protocol, with a bound for everything that a client can make pile up."""

from __future__ import annotations

import asyncio
from functools import partial
from http import HTTPStatus
from typing import Any

from starlette.websockets import WebSocket
from uvicorn._types import ASGIReceiveEvent, ASGISendEvent
from uvicorn.config import Config
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Request, Response
from websockets.server import ServerProtocol

WIRE = "limn.wire"
"""Under this name a WebSocket's state has its protocol."""
TEXT = 0x80 | Opcode.TEXT
PIECES = 1_000
"""Of one message."""
ROOM = asyncio.Event()
ROOM.set()
"""Stands for every connection whose buffer has room: an event of its own is mostly a list of who waits for it."""
LINGER_SECONDS = 15.0
"""How long a client may take to read what was sent before the close, and the close itself."""


class SocketProtocol(WebSocketsSansIOProtocol):
    """Give this to uvicorn as `ws`.

    A handshake that cannot be answered is refused without a word of what it said. A message comes in so many pieces
    at most (its bytes are counted, empty pieces would not be), and what is no text is no fault of ours to be logged.
    Who reads nothing gets no answers to pings either.

    A close frame passes a full buffer (uvicorn would wait for room), so that a slow client learns why. However a
    socket ends, its connection is given up if the client has still not read all after a while: it would hold memory
    for ever.
    """

    __slots__ = (  # all that uvicorn sets; in a dictionary it takes 1,600 bytes
        *("config", "app", "loop", "logger", "root_path", "asgi_version", "app_state", "connections", "tasks"),
        *("default_headers", "transport", "server", "client", "scheme", "queue", "conn", "frames", "scope"),
        *("handshake_initiated", "handshake_complete", "close_sent", "disconnected", "close_timer", "close_timeout"),
        *("initial_response", "read_paused", "writable", "curr_msg_data_type", "request", "response"),
        *("ping_interval", "ping_timeout", "ping_timer", "pong_timer", "pending_ping_payload", "ping_sent_at"),
        "last_ping_rtt",
    )

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.queue = Mailbox()  # type: ignore[assignment]  # as much of a queue as is used
        self.writable = ROOM

    def pause_writing(self) -> None:
        """The buffer is full."""
        self.writable = asyncio.Event()

    def resume_writing(self) -> None:
        """It has room again."""
        self.writable.set()
        self.writable = ROOM

    def handle_connect(self, event: Request) -> None:
        """Begin, or refuse."""
        self.conn.reject = partial(_refuse, self.conn)  # type: ignore[method-assign]  # its own repeats the header at fault
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["state"][WIRE] = self

    def offer(self, text: bytes) -> bool:
        """Send a text message at once, where the connection stands and its buffer has room; whether it was sent."""
        if not self.writable.is_set() or self.close_sent or self.disconnected or self.transport.is_closing():
            return False
        self.transport.write(_head(len(text)) + text)
        return True

    def handle_text(self, event: Frame) -> None:
        """Take a text, or its first piece."""
        super().handle_text(event)
        event.data = b""  # the parser keeps the frame until the next one comes

    def handle_cont(self, event: Frame) -> None:
        """Take a further piece of a message."""
        if len(self.frames) < PIECES:
            super().handle_cont(event)
        else:
            self._part(CloseCode.MESSAGE_TOO_BIG)

    def handle_ping(self) -> None:
        """Answer, unless answers pile up already."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()

    def send_receive_event_to_app(self) -> None:
        """Hand on a whole message."""
        if self.curr_msg_data_type == "bytes" or _is_text(b"".join(self.frames)):
            super().send_receive_event_to_app()
        else:
            self._part(CloseCode.INVALID_DATA)

    def _part(self, code: CloseCode) -> None:
        self.frames = []
        if not self.close_sent:
            self.close_sent = True
            self.conn.send_close(code)
            self.handle_parser_exception()

    def keepalive_timeout(self) -> None:
        """Part with who did not answer: the application is told now, and not once all is read."""
        super().keepalive_timeout()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": CloseCode.INTERNAL_ERROR})

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        """Nothing more will be said."""
        super().on_task_complete(task)
        if not self.disconnected:
            self.loop.call_later(LINGER_SECONDS, self.transport.abort)

    async def send(self, message: ASGISendEvent) -> None:
        """Send as uvicorn does, but never wait in order to close. ClientDisconnected where the connection has ended."""
        if message["type"] == "websocket.send":
            await self.writable.wait()
            if self.close_sent:  # meanwhile, or as uvicorn's own pings were not answered
                raise ClientDisconnected
        if message["type"] == "websocket.close" and self.handshake_complete:
            self.writable.set()
        await super().send(message)
        if message["type"] == "websocket.accept":  # nobody looks at them again
            self.request.headers.clear()
            del self.request, self.response


class Mailbox:
    """What came and was not taken yet: all that the protocol needs of an `asyncio.Queue`, at a fifth of its memory."""

    def __init__(self) -> None:
        self._events: list[ASGIReceiveEvent] = []
        self._waiting: asyncio.Future[ASGIReceiveEvent] | None = None

    def put_nowait(self, event: ASGIReceiveEvent) -> None:
        """One more."""
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(event)
        else:
            self._events.append(event)

    def get(self) -> asyncio.Future[ASGIReceiveEvent]:
        """The oldest, once there is one. For one reader at a time, who takes what they have asked for."""
        self._waiting = asyncio.get_running_loop().create_future()
        if self._events:
            self._waiting.set_result(self._events.pop(0))
        return self._waiting

    def empty(self) -> bool:
        """Whether there is none."""
        return not self._events


def wire_of(websocket: WebSocket) -> SocketProtocol:
    """The protocol that carries a WebSocket."""
    wire = websocket.scope["state"][WIRE]
    assert isinstance(wire, SocketProtocol), "give it to uvicorn as `ws`"
    return wire


def _head(size: int) -> bytes:
    """What goes before a whole text message of a server (RFC 6455, 5.2)."""
    if size < 126:
        return bytes((TEXT, size))
    if size < 65_536:
        return bytes((TEXT, 126)) + size.to_bytes(2)
    return bytes((TEXT, 127)) + size.to_bytes(8)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _refuse(connection: ServerProtocol, status: HTTPStatus | int, text: str) -> Response:
    """Refuse a handshake: the status says why, and `text` may be long."""
    return ServerProtocol.reject(connection, status, "This is no WebSocket that can be opened.\n")
