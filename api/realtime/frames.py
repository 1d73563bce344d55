"""The messages of graphql-transport-ws, as a client sends them. Shape is checked here, before anything acts on it."""

from __future__ import annotations

from enum import IntEnum

import msgspec

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


class Operation(msgspec.Struct):
    """What a client asks to be executed (also the body of a GraphQL request over HTTP)."""

    query: str
    variables: dict[str, object] | None = None
    operationName: str | None = None  # noqa: N815 - the protocol's spelling
    extensions: dict[str, object] | None = None


class Credentials(msgspec.Struct):
    """The payload of connection_init: the same string as the header over HTTP. Other keys are not ours to refuse."""

    authorization: str | None = None


class ConnectionInit(msgspec.Struct, tag_field="type", tag="connection_init"):
    """The first message."""

    payload: Credentials | None = None


class Ping(msgspec.Struct, tag_field="type", tag="ping"):
    """Are you there?"""


class Pong(msgspec.Struct, tag_field="type", tag="pong"):
    """I am."""


class Subscribe(msgspec.Struct, tag_field="type", tag="subscribe"):
    """Execute an operation under an id of the client's."""

    id: str
    payload: Operation


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
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        raise SocketClosed(CloseCode.INVALID, "This is not a message of graphql-transport-ws.") from None
    if isinstance(frame, Subscribe | Complete) and not 0 < len(frame.id) <= ID_LENGTH:
        raise SocketClosed(CloseCode.INVALID, f"An id has 1 to {ID_LENGTH} characters.")
    return frame


ACK = '{"type":"connection_ack"}'
ACK_ENDED = '{"type":"connection_ack","payload":{"session":"ended"}}'
"""To a page whose cookie names a session that has ended: it goes on as nobody."""
PONG = '{"type":"pong"}'


def next_frame(identifier: str, payload: bytes) -> str:
    """A result, or one element of a stream; `payload` is JSON already."""
    return f'{{"id":{_quoted(identifier)},"type":"next","payload":{payload.decode()}}}'


def error_frame(identifier: str, errors: bytes) -> str:
    """The operation was refused or broke, and is over; `errors` is a JSON array of GraphQL errors."""
    return f'{{"id":{_quoted(identifier)},"type":"error","payload":{errors.decode()}}}'


def complete_frame(identifier: str) -> str:
    """The operation is over."""
    return f'{{"id":{_quoted(identifier)},"type":"complete"}}'


def _quoted(text: str) -> str:
    return msgspec.json.encode(text).decode()
