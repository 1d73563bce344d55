"""Sends what the catalogue says, byte for byte, and tells what came back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.api.hostile.asking import Asked, Http, Socket

PATIENCE = 45
"""Seconds until an answer is missed, however slow the machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    status  of the answer over HTTP, 0 without one; of a socket the code it was closed with, 0 while it is open
    code    of the first error
    text    all of it: head and body, or the frames and the reason of the close
    """

    status: int
    code: str | None
    text: str


Known = Mapping[str, str]
"""What stands in a request as %NAME%."""


async def send(asked: Asked, address: str, known: Known) -> Answer:
    """Send a request to `address` (host:port) and wait for its answer."""
    async with asyncio.timeout(PATIENCE):
        if isinstance(asked, Http):
            return await _over_http(asked, address, known)
        return await _over_socket(asked, address, known)


async def _over_http(asked: Http, address: str, known: Known) -> Answer:
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    received = b""
    try:
        writer.write(_filled(asked.sent, known))
        while chunk := await reader.read(65_536):
            received += chunk
            if asked.until is not None and asked.until in received:
                break
    except ConnectionError:  # closed while we still wrote: what came before it counts
        pass
    finally:
        writer.close()
    head, _, body = received.partition(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1]) if head.startswith(b"HTTP/1.1 ") else 0
    return Answer(status, code_of(_json(body)), received.decode("utf-8", "replace"))


async def _over_socket(asked: Socket, address: str, known: Known) -> Answer:
    said: list[str] = []
    protocols = [Subprotocol("graphql-transport-ws")]
    opening = connect(
        f"ws://{address}/graphql", subprotocols=protocols, compression=None, max_size=None, open_timeout=PATIENCE
    )
    async with opening as socket:
        try:
            await _say(socket, asked, known)
            while (code := code_of(json.loads(said[-1])) if said else None) is None:
                said.append(str(await socket.recv()))
            return Answer(0, code, "\n".join(said))
        except ConnectionClosed as closed:
            last = closed.rcvd
            return Answer(last.code if last else 1006, None, "\n".join([*said, last.reason if last else ""]))


async def _say(socket: ClientConnection, asked: Socket, known: Known) -> None:
    for frame in asked.frames:
        text = frame if isinstance(frame, bytes) else _filled(frame.encode(), known).decode()
        await socket.send(text)
    if asked.raw:
        socket.transport.write(asked.raw)


def _filled(sent: bytes, known: Known) -> bytes:
    for name, value in known.items():
        sent = sent.replace(f"%{name}%".encode(), value.encode())
    _, _, body = sent.partition(b"\r\n\r\n")
    return sent.replace(b"%LENGTH%", b"%d" % len(body))


def _json(body: bytes) -> Any:
    """A body as JSON; of server-sent events the first; None for pages."""
    _, told, first = body.partition(b"data: ")
    try:
        return json.loads(first.partition(b"\n")[0] if told else body)
    except ValueError:
        return None


def code_of(answer: Any) -> str | None:
    """The code of the first error of a request, of a socket's message, or of a command."""
    if not isinstance(answer, dict):
        return None
    answer = answer.get("payload", answer)
    errors = answer if isinstance(answer, list) else answer.get("errors")
    if errors:
        return str(errors[0]["extensions"]["code"])
    data = answer.get("data") if isinstance(answer, dict) else None
    for payload in (data or {}).values() if isinstance(data, dict) else ():
        if isinstance(payload, dict) and payload.get("userErrors"):
            return str(payload["userErrors"][0]["code"])
    return None
