"""The messages of graphql-transport-ws, as a client sends them. Shape is checked here, before anything acts on it."""

from __future__ import annotations

from enum import IntEnum

import msgspec

from api.execution.requests import BadRequest, Request, from_json

SUBPROTOCOL = "graphql-transport-ws"
FRAME_BYTES = 256 * 1024
ID_LENGTH = 64


class CloseCode(IntEnum):
    """Why a socket is closed: WebSocket's own, the protocol's, and the last ours."""

    TRY_AGAIN = 1013
    INVALID = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    SUBPROTOCOL = 4406
    INIT_TIMEOUT = 4408
    DUPLICATE_ID = 4409
    TOO_MANY = 4429
    TOO_SLOW = 4499


class SocketClosed(Exception):
    """The connection has to end: its code, and a sentence of at most 123 bytes."""

    def __init__(self, code: CloseCode, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Credentials(msgspec.Struct):
    """The payload of connection_init: the same string as the header over HTTP, whose name often has a capital.

    Other keys are not ours to refuse.
    """

    lower: str | None = msgspec.field(default=None, name="authorization")
    capital: str | None = msgspec.field(default=None, name="Authorization")

    @property
    def authorization(self) -> str | None:
        """However its name is written."""
        return self.capital if self.lower is None else self.lower


class ConnectionInit(msgspec.Struct, tag_field="type", tag="connection_init"):
    """The first message."""

    payload: Credentials | None = None


class Ping(msgspec.Struct, tag_field="type", tag="ping"):
    """Are you there?"""


class Pong(msgspec.Struct, tag_field="type", tag="pong"):
    """I am."""


class Subscribe(msgspec.Struct, tag_field="type", tag="subscribe"):
    """Execute an operation under an id of the client's; the payload is what a body is over HTTP."""

    id: str
    payload: dict[str, object]

    def request(self) -> Request:
        """What is asked for; BadRequest, which `parse` has seen to."""
        return from_json(self.payload)


class Complete(msgspec.Struct, tag_field="type", tag="complete"):
    """The client wants no more of an operation."""

    id: str


Frame = ConnectionInit | Ping | Pong | Subscribe | Complete

_decoder: msgspec.json.Decoder[Frame] = msgspec.json.Decoder(Frame)


def parse(text: str | None) -> Frame:
    """One frame; SocketClosed with 4400 for whatever is not one. `None` stands for a binary frame."""
    if text is None:
        raise SocketClosed(CloseCode.INVALID, "Text frames only, please.")
    if len(text) > FRAME_BYTES:
        raise SocketClosed(CloseCode.INVALID, f"A message is at most {FRAME_BYTES} bytes.")
    try:
        frame = _decoder.decode(text)
        if isinstance(frame, Subscribe):
            frame.request()
    except BadRequest as error:
        raise SocketClosed(CloseCode.INVALID, str(error)) from None
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise SocketClosed(CloseCode.INVALID, "This is not a message of graphql-transport-ws.") from None
    if isinstance(frame, Subscribe | Complete) and not 0 < len(frame.id) <= ID_LENGTH:
        raise SocketClosed(CloseCode.INVALID, f"An id has 1 to {ID_LENGTH} characters.")
    return frame


ACK = b'{"type":"connection_ack"}'
ACK_ENDED = b'{"type":"connection_ack","payload":{"session":"ended"}}'
"""To a page whose cookie names a session that has ended: it goes on as nobody."""
PONG = b'{"type":"pong"}'


class Frames:
    """Those about one operation, under the id that its client gave it. Payloads are JSON already."""

    def __init__(self, identifier: str) -> None:
        self._head = b'{"id":' + msgspec.json.encode(identifier)

    def next(self, payload: bytes) -> bytes:
        """A result, or one element of a stream."""
        return b'%b,"type":"next","payload":%b}' % (self._head, payload)

    def error(self, errors: bytes) -> bytes:
        """It was refused or broke, and is over; `errors` is an array of GraphQL errors."""
        return b'%b,"type":"error","payload":%b}' % (self._head, errors)

    def complete(self) -> bytes:
        """It is over."""
        return self._head + b',"type":"complete"}'
