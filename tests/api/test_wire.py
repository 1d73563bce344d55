"""A client that never finishes asking, or takes no answer, is parted with; one that waits for its answer is not."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from unittest.mock import MagicMock

import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from api.http import wire
from api.http.wire import HEAD_BYTES, HttpProtocol

GET = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
LATE = 45
"""Seconds until what must come is missed, however slow the machine."""
NARROW = 4_096
"""Bytes that a system keeps for who does not read; the server keeps the rest."""
LONG = b"x" * 1_000_000


async def _slow(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads the request, and answers after the time in which a request must be whole."""
    while (await receive()).get("more_body"):
        pass
    body = LONG if scope["path"] == "/long" else b"ok"
    if body is not LONG:
        await asyncio.sleep(wire.REQUEST_SECONDS * 1.2)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


async def _stream(_: Scope, receive: Receive, send: Send) -> None:
    """Lasts until its client goes."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"begun", "more_body": True})
    while (await receive())["type"] != "http.disconnect":
        pass


@asynccontextmanager
async def _served(protocol: type[HttpToolsProtocol] = HttpProtocol, app: ASGIApp = _slow) -> AsyncIterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, NARROW)
        server = uvicorn.Server(uvicorn.Config(app, http=protocol, log_level="error", lifespan="off"))
        task = asyncio.create_task(server.serve([listener]))
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            await task


async def _answer(port: int, *sent: bytes) -> bytes:
    """All that comes back until the server closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in sent:
            writer.write(part)
            await writer.drain()
        async with asyncio.timeout(LATE):
            return await reader.read()
    except ConnectionError:
        return b"reset"
    finally:
        writer.close()


@pytest.mark.parametrize("sent", [b"", b"GET / HT", GET, GET + b"X: a", GET + b"Content-Length: 9\r\n\r\n{}"])
async def test_who_does_not_finish_a_request_is_left(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "REQUEST_SECONDS", 0.2)
    async with _served() as port:
        assert await _answer(port, sent) == b""


async def test_a_head_without_end_is_refused() -> None:
    async with _served() as port:
        parts = [b"a" * HEAD_BYTES] * 32
        assert (await _answer(port, GET + b"X: ", *parts)).partition(b"\r\n")[0] in {
            b"HTTP/1.1 400 Bad Request",
            b"reset",
        }


async def test_without_the_limit_it_would_be_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "REQUEST_SECONDS", 0.2)
    async with _served(HttpToolsProtocol) as port:
        parts = [b"a" * HEAD_BYTES] * 32
        answer = await _answer(port, GET + b"X: ", *parts, b"\r\nConnection: close\r\n\r\n")
        assert answer.endswith(b"ok")


async def test_who_waits_for_an_answer_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "REQUEST_SECONDS", 1.5)
    async with _served() as port:
        assert (await _answer(port, GET + b"Connection: close\r\n\r\n")).endswith(b"ok")


async def test_who_takes_no_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of it in the buffer would be left there for ever."""
    monkeypatch.setattr(wire, "TAKE_SECONDS", 0.2)
    asked: list[HttpProtocol] = []

    class Watched(HttpProtocol):
        def on_message_complete(self) -> None:
            asked.append(self)
            super().on_message_complete()

    async with _served(Watched) as port, asyncio.timeout(LATE):
        _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
        writer.write(b"GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        while not asked or asked[0].connections:  # noqa: ASYNC110 - uvicorn has nothing to wait on
            await asyncio.sleep(0.01)
        writer.close()


@pytest.mark.parametrize(("sizes", "left"), [((9, 9), True), ((9, 8, 7, 6), False), ((9, 0), False)])
async def test_who_takes_some_of_it_is_waited_for(sizes: tuple[int, ...], left: bool) -> None:
    transport, config = MagicMock(asyncio.Transport), uvicorn.Config(_slow, log_config=None)
    config.load()
    protocol = HttpProtocol(config, ServerState(), {})
    protocol.connection_made(transport)
    protocol.pause_writing()
    for size in sizes:
        transport.get_write_buffer_size.return_value = size
        protocol._look()
    assert transport.abort.called is left
    protocol.connection_lost(None)


async def test_a_stream_does_not_hold_up_the_end() -> None:
    async with asyncio.timeout(LATE):
        async with _served(app=_stream) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(GET + b"\r\n")
            await reader.readuntil(b"begun")
        assert b"0\r\n" not in await reader.read(), "that would say that it is over"
        writer.close()
