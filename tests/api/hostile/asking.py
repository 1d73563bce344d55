"""What is sent, and what must come back: the vocabulary of the catalogue.

A request is bytes, so that nothing mends it on its way. `%HOST%`, `%TOKEN%` and the other names of `Known` in it are
put in when it is sent; every request carries the canary, which the answer must not hold unless it may name it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

CANARY = "c4n4ry"
JSON = {"Content-Type": "application/json"}
SIGNED = {"Authorization": "Bearer %TOKEN%"}
EVENTS = {"Accept": "text/event-stream"}


@dataclass(frozen=True, slots=True)
class Http:
    """A request over HTTP, as bytes.

    status  of the answer; 0 where the connection is closed without one
    code    of the first error in the body, of the request or of its first command; None where there is none
    names   whether the answer may name the canary: a misspelled field is named, cut short
    until   what is waited for where the answer has no end
    """

    name: str
    sent: bytes
    status: int
    code: str | None = None
    names: bool = False
    until: bytes | None = None


@dataclass(frozen=True, slots=True)
class Socket:
    """Frames over a WebSocket, after the handshake: texts, and binary ones as bytes.

    close  the code with which it is closed; None where it stays open
    code   of the first error that comes back
    raw    bytes in place of frames, below the protocol
    """

    name: str
    frames: Sequence[str | bytes]
    close: int | None = None
    code: str | None = None
    names: bool = False
    raw: bytes = b""


Asked = Http | Socket


def raw(line: str, headers: dict[str, str] | None = None, body: bytes = b"", *, host: str | None = "%HOST%") -> bytes:
    """A request of a line, headers and a body, which asks for the connection to be closed after it."""
    given = ({"Host": host} if host is not None else {}) | {"Connection": "close"} | (headers or {})
    if body and "Content-Length" not in given and "Transfer-Encoding" not in given:
        given["Content-Length"] = "%LENGTH%"
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"{line}\r\n{head}\r\n".encode("latin-1") + body


def get(path: str, headers: dict[str, str] | None = None) -> bytes:
    """A GET."""
    return raw(f"GET {path} HTTP/1.1", headers)


def post(body: bytes | object, headers: dict[str, str] | None = None, *, signed: bool = False) -> bytes:
    """A POST to the endpoint: bytes as they are, anything else as JSON."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    return raw("POST /graphql HTTP/1.1", JSON | (SIGNED if signed else {}) | (headers or {}), sent)


def ask(query: str, headers: dict[str, str] | None = None, *, signed: bool = False, **variables: object) -> bytes:
    """An operation."""
    return post({"query": query, "variables": variables}, headers, signed=signed)


def command(name: str, kind: str) -> str:
    """The document of a command."""
    return f"mutation($input: {kind}!) {{ {name}(input: $input) {{ userErrors {{ code message }} }} }}"


def act(name: str, kind: str, *, signed: bool = True, **given: object) -> bytes:
    """A command."""
    return ask(command(name, kind), signed=signed, input=given)


def asked_in_address(query: str, headers: dict[str, str] | None = None) -> bytes:
    """An operation by GET."""
    return get(f"/graphql?query={quote(query)}", headers)


INIT = json.dumps({"type": "connection_init"})


def subscribe(query: str, identifier: str = "1", **variables: object) -> str:
    """The frame that begins an operation."""
    return json.dumps({"type": "subscribe", "id": identifier, "payload": {"query": query, "variables": variables}})
