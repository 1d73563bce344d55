"""A small typed client: what comes back is decoded into the classes that one names, and checked against them.

`ask` sends a query or a command. `watch` follows a stream over graphql-transport-ws, across lost connections.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

import httpx
import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

T = TypeVar("T")
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds between two attempts to connect; doubled after each."""
FINAL_CODES = range(4400, 4430)
"""Closes with these say that asking again would not help: a bad request, no access, too many."""


class Extensions(msgspec.Struct):
    """Of an error."""

    code: str


class Problem(msgspec.Struct):
    """One error as the API says it."""

    message: str
    extensions: Extensions


class Refused(Exception):
    """The API said no; `code` is one of `ErrorCode`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.code = problem.extensions.code


class Answer(msgspec.Struct):
    """What comes back; `data` is decoded once it is known that there are no errors."""

    data: msgspec.Raw = msgspec.Raw(b"null")
    errors: list[Problem] = []

    def of(self, kind: type[T]) -> T:
        """The data. Raises Refused."""
        if self.errors:
            raise Refused(self.errors[0])
        return msgspec.json.decode(self.data, type=kind)


class Message(msgspec.Struct):
    """A frame of graphql-transport-ws."""

    type: str
    payload: msgspec.Raw = msgspec.Raw(b"null")


class Positioned(Protocol):
    """Elements of a stream that can be resumed say where they are."""

    @property
    def position(self) -> str:
        """To go on after."""


P = TypeVar("P", bound=Positioned)


@dataclass
class Limn:
    """One place.

    address  ``http://127.0.0.1:8000``
    token    of a session or an API key; without it one sees what everyone may
    """

    address: str
    token: str | None = None

    async def ask(self, document: str, kind: type[T], **variables: object) -> T:
        """The data of a query or a command. Raises Refused, and httpx's errors where nobody answers."""
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        async with httpx.AsyncClient(headers=headers, timeout=30) as client:
            said = await client.post(f"{self.address}/graphql", json={"query": document, "variables": variables})
        return msgspec.json.decode(said.content, type=Answer).of(kind)

    async def watch(self, document: str, kind: type[P], after: str, **variables: object) -> AsyncIterator[P]:
        """The elements of a stream with one field, which takes `after`; over again after a lost connection."""
        wait = FIRST_WAIT
        while True:
            try:
                async for element in self._connected(document, kind, {**variables, "after": after}):
                    after, wait = element.position, FIRST_WAIT
                    yield element
                return
            except (OSError, ConnectionClosed) as lost:
                if isinstance(lost, ConnectionClosed) and lost.rcvd and lost.rcvd.code in FINAL_CODES:
                    raise
            await asyncio.sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)

    async def _connected(self, document: str, kind: type[P], variables: dict[str, object]) -> AsyncIterator[P]:
        address = f"ws{self.address.removeprefix('http')}/graphql"
        async with connect(address, subprotocols=[Subprotocol("graphql-transport-ws")], max_size=None) as socket:
            await self._begin(socket, {"query": document, "variables": variables})
            async for frame in socket:
                message = msgspec.json.decode(frame, type=Message)
                if message.type == "next":
                    fields = msgspec.json.decode(message.payload, type=Answer).of(dict[str, msgspec.Raw])
                    yield msgspec.json.decode(next(iter(fields.values())), type=kind)
                elif message.type == "error":
                    raise Refused(msgspec.json.decode(message.payload, type=list[Problem])[0])
                elif message.type == "complete":
                    return
                elif message.type == "ping":
                    await socket.send(_frame({"type": "pong"}))

    async def _begin(self, socket: ClientConnection, asked: dict[str, object]) -> None:
        who = {"authorization": f"Bearer {self.token}"} if self.token else {}
        await socket.send(_frame({"type": "connection_init", "payload": who}))
        await socket.recv()  # connection_ack
        await socket.send(_frame({"id": "1", "type": "subscribe", "payload": asked}))


def _frame(message: dict[str, object]) -> str:
    return msgspec.json.encode(message).decode()
