"""Who sends without end and reads nothing makes nothing pile up here."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

from api.realtime.wire import SocketProtocol
from tests.api.hostile.conftest import listening

HANDSHAKE = (
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
PING = b"\x89\xfd\0\0\0\0" + b"x" * 125
FLOOD = 16_000_000
BOUND = 1_000_000
"""Bytes that may wait here for one client."""


async def silent(_: Scope, receive: Receive, send: Send) -> None:
    """Opens every socket, and waits for its end."""
    await receive()
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        pass


async def waiting(monkeypatch: pytest.MonkeyPatch) -> int:
    """Bytes that wait for a client which has sent pings, and read none of the answers."""
    opened: list[WebSocketsSansIOProtocol] = []
    begin = WebSocketsSansIOProtocol.handle_connect

    def noted(protocol: WebSocketsSansIOProtocol, event: Request) -> None:
        opened.append(protocol)
        begin(protocol, event)

    monkeypatch.setattr(WebSocketsSansIOProtocol, "handle_connect", noted)
    async with listening(silent) as address:
        reader, writer = await asyncio.open_connection(*address.split(":"), limit=1_000)
        writer.write(HANDSHAKE)
        await reader.readuntil(b"\r\n\r\n")
        for _ in range(FLOOD // len(PING) // 1_000):
            writer.write(PING * 1_000)
            await writer.drain()
        left = opened[0].transport.get_write_buffer_size()
        writer.transport.abort()
        return left


async def test_answers_to_pings_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert await waiting(monkeypatch) < BOUND


async def test_without_the_bound_they_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SocketProtocol, "handle_ping", WebSocketsSansIOProtocol.handle_ping)
    assert await waiting(monkeypatch) > BOUND
