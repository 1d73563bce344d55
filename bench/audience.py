"""A crowd of clients of graphql-transport-ws in one process, cheap enough not to be what is measured.

Started by `bench.fanout` with one line of JSON (`Hall`) on its standard input. It says ``ready`` once everybody
listens; then, for each further line (the number of the last like, and how many screens are to show it), it answers
with what arrived when.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from base64 import b64encode
from collections.abc import Sequence
from time import monotonic
from typing import cast

import msgspec
import uvloop

PATIENCE_SECONDS = 60.0
AT_ONCE = 50
"""Connections that are made at the same time."""
TEXT, PING, PONG = 0x81, 0x89, 0x8A
COUNTED = b'"likeCount":'


class Hall(msgspec.Struct):
    """Where the stream is, who listens to it, and to which document."""

    port: int
    tokens: list[str]
    query: str
    variables: dict[str, object]


class Shown(msgspec.Struct):
    """What all screens showed: when each like arrived (seconds of the monotonic clock), how many messages and bytes."""

    arrived: dict[int, list[float]]
    messages: int
    size: int


class Crowd:
    """What all screens have shown since it was last asked."""

    def __init__(self) -> None:
        self.shown = Shown({}, 0, 0)
        self._changed = asyncio.Event()

    def take(self, payload: bytes) -> None:
        """A message came to one of them."""
        at = payload.find(COUNTED)
        if at < 0:  # an empty delta: a checkpoint
            return
        end = payload.index(b",", at)
        self.shown.arrived.setdefault(int(payload[at + len(COUNTED) : end]), []).append(monotonic())
        self.shown.messages += 1
        self.shown.size += len(payload)
        self._changed.set()

    async def until(self, like: int, screens: int) -> Shown:
        """Wait until so many show a like; what all showed."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while len(self.shown.arrived.get(like, ())) < screens:
                self._changed.clear()
                await self._changed.wait()
        shown, self.shown = self.shown, Shown({}, 0, 0)
        return shown


class Screen(asyncio.Protocol):
    """One client."""

    def __init__(self, hall: Hall, token: str, crowd: Crowd) -> None:
        self._hall, self._token, self._crowd = hall, token, crowd
        self._buffer = bytearray()
        self._open = False
        self.listens: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a WebSocket."""
        self._transport = cast(asyncio.Transport, transport)
        key = b64encode(os.urandom(16)).decode()
        self._transport.write(
            f"GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:{self._hall.port}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        """Take whole frames."""
        self._buffer += data
        if not self._open:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            assert self._buffer.startswith(b"HTTP/1.1 101"), bytes(self._buffer)
            del self._buffer[: end + 4]
            self._open = True
            self._say({"type": "connection_init", "payload": {"authorization": self._token}})
        while (frame := _frame(self._buffer)) is not None:
            self._take(*frame)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody leaves before the end."""
        if not self.listens.done():
            self.listens.set_exception(ConnectionError("closed"))

    def _take(self, opcode: int, payload: bytes) -> None:
        if opcode == PING:
            self._transport.write(_masked(PONG, payload))
        elif opcode == TEXT and self.listens.done():
            self._crowd.take(payload)
        elif b'"connection_ack"' in payload:
            said = {"query": self._hall.query, "variables": self._hall.variables}
            self._say({"type": "subscribe", "id": "feed", "payload": said})
        else:
            assert b'"type":"next"' in payload, payload
            self.listens.set_result(None)

    def _say(self, message: object) -> None:
        self._transport.write(_masked(TEXT, json.dumps(message).encode()))


def _frame(buffer: bytearray) -> tuple[int, bytes] | None:
    """Take a whole frame of a server off the front of what came."""
    if len(buffer) < 2:
        return None
    begin, size = 2, buffer[1]
    if size >= 126:
        begin = 4 if size == 126 else 10
        size = int.from_bytes(buffer[2:begin])
    if len(buffer) < begin + size:
        return None
    opcode, payload = buffer[0], bytes(buffer[begin : begin + size])
    del buffer[: begin + size]
    return opcode, payload


def _masked(opcode: int, payload: bytes) -> bytes:
    """A frame of a client; the mask is of zeros, which changes nothing."""
    size = len(payload)
    head = bytes((opcode, 0x80 | size)) if size < 126 else bytes((opcode, 0x80 | 126)) + size.to_bytes(2)
    return head + bytes(4) + payload


async def listen(hall: Hall, crowd: Crowd) -> Sequence[Screen]:
    """Everybody connects and subscribes."""
    loop, turns = asyncio.get_running_loop(), asyncio.Semaphore(AT_ONCE)

    async def one(token: str) -> Screen:
        async with turns:
            _, screen = await loop.create_connection(lambda: Screen(hall, token, crowd), "127.0.0.1", hall.port)
            await screen.listens
            return screen

    return await asyncio.gather(*map(one, hall.tokens))


async def main() -> None:
    """Listen, and say what came."""
    loop, crowd = asyncio.get_running_loop(), Crowd()
    hall = msgspec.json.decode(await loop.run_in_executor(None, sys.stdin.readline), type=Hall)
    screens = await listen(hall, crowd)
    print("ready", flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        like, expected = map(int, line.split())
        print(msgspec.json.encode(await crowd.until(like, expected)).decode(), flush=True)
    assert len(screens) == len(hall.tokens)


if __name__ == "__main__":
    uvloop.run(main())
