"""Sockets of people who mean no good, or whose network does: too many, flooding, silent. Others are not hurt."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from asyncio.transports import BaseTransport
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.frames import Close, CloseCode, Frame, Opcode

from api.realtime import wire
from api.realtime.attendance import Attendance
from api.realtime.socket import Socket
from api.realtime.wire import SocketProtocol
from tests.api.realtime.clients import PATIENCE, SUBPROTOCOLS
from tests.api.realtime.tiny import tiny

FEW, MANY = 3, 500
SIGNED_IN = json.dumps({"type": "connection_init", "payload": {"authorization": "Bearer good"}})
ANYBODY = json.dumps({"type": "connection_init"})
SILENCE = json.dumps({"type": "subscribe", "id": "1", "payload": {"query": "subscription { silence }"}})
FLOOD = json.dumps({"type": "subscribe", "id": "1", "payload": {"query": "subscription { flood }"}})
PINGS = 200_000
NARROW = 4_096
"""Bytes that a system keeps for who does not read; this program keeps the rest."""
SOME = 1_500
"""Pings whose answers are more than that, and leave room here."""


def _open(address: str) -> connect:
    return connect(
        f"ws://{address}/graphql",
        subprotocols=SUBPROTOCOLS,
        compression=None,
        ping_interval=None,
        open_timeout=PATIENCE,
    )


async def _greeted(stack: AsyncExitStack, address: str, init: str) -> int | None:
    """Say hello on one more socket: None where it is answered, else the code it is closed with."""
    socket = await stack.enter_async_context(_open(address))
    try:
        await socket.send(init)
        assert json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))["type"] == "connection_ack"
    except ConnectionClosed as closed:
        assert closed.rcvd
        return closed.rcvd.code
    return None


@pytest.mark.parametrize(
    ("init", "attendance"), [(SIGNED_IN, Attendance(per_person=FEW)), (ANYBODY, Attendance(per_address=FEW))]
)
async def test_so_many_may_be_open_and_the_rest_are_told(init: str, attendance: Attendance) -> None:
    async with tiny(attendance=attendance) as place:
        async with AsyncExitStack() as stack:
            told = [await _greeted(stack, place.address, init) for _ in range(FEW + 2)]
            assert told == [None] * FEW + [4429] * 2
        assert not attendance._open, "who has left is not counted"
        async with AsyncExitStack() as stack:
            assert await _greeted(stack, place.address, init) is None


async def test_event_streams_count_too() -> None:
    async with tiny(attendance=Attendance(per_person=1)) as place, AsyncExitStack() as stack:
        assert await _greeted(stack, place.address, SIGNED_IN) is None
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            headers = {"authorization": "Bearer good", "accept": "text/event-stream"}
            asked = {"query": "subscription { silence }"}
            refused = await client.post(f"http://{place.address}/graphql", json=asked, headers=headers)
        assert refused.status_code == 429
        assert refused.json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"


async def test_five_hundred_sockets_of_one_person_leave_room_for_others() -> None:
    async with tiny() as place, AsyncExitStack() as stack:
        told = [await _greeted(stack, place.address, SIGNED_IN) for _ in range(MANY)]
        assert told.count(None) == 200
        assert set(told) == {None, 4429}
        assert await _greeted(stack, place.address, ANYBODY) is None


async def test_who_floods_and_reads_nothing_is_let_go() -> None:
    async with tiny() as place, _open(place.address) as good:
        flood = asyncio.create_task(_flood(place.address))
        await good.send(ANYBODY)
        await good.recv()
        while not place.ended.is_set():
            assert await _asked(good) == {"answer": 42}
        await flood


async def _flood(address: str) -> None:
    reader, writer = await _raw(address)
    ping = _frame(json.dumps({"type": "ping"}))
    try:
        for _ in range(PINGS // 1_000):
            writer.write(ping * 1_000)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()
        assert reader


async def _asked(socket: ClientConnection) -> Any:
    await socket.send(json.dumps({"type": "subscribe", "id": "q", "payload": {"query": "{ answer }"}}))
    shown = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))["payload"]["data"]
    assert json.loads(await asyncio.wait_for(socket.recv(), PATIENCE))["type"] == "complete"
    return shown


@pytest.mark.parametrize("last", [b"", b"\x81\xfe\x01\x00half of"], ids=["never a pong", "half a frame"])
async def test_who_says_nothing_more_is_let_go_and_the_work_ends(last: bytes) -> None:
    async with tiny(ping_seconds=0.1) as place:
        reader, writer = await _raw(place.address)
        writer.write(_frame(ANYBODY) + _frame(SILENCE) + last)
        await asyncio.wait_for(reader.read(), PATIENCE)  # until it is closed
        await asyncio.wait_for(place.left.wait(), PATIENCE)
        writer.close()


@pytest.fixture
def wires(monkeypatch: pytest.MonkeyPatch) -> list[SocketProtocol]:
    """All that are made from now on, each with a system that keeps next to nothing for it."""
    made: list[SocketProtocol] = []
    connected = SocketProtocol.connection_made

    def narrowed(protocol: SocketProtocol, transport: BaseTransport) -> None:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, NARROW)
        made.append(protocol)
        connected(protocol, transport)

    monkeypatch.setattr(SocketProtocol, "connection_made", narrowed)
    return made


@pytest.mark.parametrize("says_goodbye", [True, False])
async def test_who_goes_without_reading_is_given_up(
    monkeypatch: pytest.MonkeyPatch, wires: list[SocketProtocol], says_goodbye: bool
) -> None:
    """What is left in the buffer of a connection that is over would be left there for ever."""
    monkeypatch.setattr(wire, "LINGER_SECONDS", 0.05)
    goodbye = Frame(Opcode.CLOSE, Close(CloseCode.NORMAL_CLOSURE, "").serialize()).serialize(mask=True)
    async with tiny(ping_seconds=20 if says_goodbye else 0.5) as place, asyncio.timeout(PATIENCE):
        _, writer = await _raw(place.address)
        writer.write(_frame(ANYBODY) + _frame(SILENCE) + _frame(json.dumps({"type": "ping"})) * SOME)
        if says_goodbye:
            while not (wires and wires[0].transport.get_write_buffer_size()):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            writer.write(goodbye)
        await place.left.wait()
        while wires[0].connections:  # noqa: ASYNC110 - uvicorn has nothing to wait on
            await asyncio.sleep(0.01)
        writer.close()


async def test_who_signs_out_while_something_is_sent_is_parted_with_in_silence(
    wires: list[SocketProtocol], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "LINGER_SECONDS", 0.05)
    log = logging.getLogger("uvicorn.error")
    async with tiny(send_seconds=PATIENCE) as place, asyncio.timeout(PATIENCE):
        log.addHandler(caplog.handler)
        _, writer = await _raw(place.address)
        writer.write(_frame(SIGNED_IN) + _frame(FLOOD))
        while not wires or wires[0].writable.is_set():  # noqa: ASYNC110 - until a message waits for room
            await asyncio.sleep(0.01)
        place.sessions.living_tokens = frozenset()
        while wires[0].connections:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        log.removeHandler(caplog.handler)
        writer.close()
    assert not caplog.records


async def test_what_comes_in_the_moment_of_signing_out_is_sent_to_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    log, leave = logging.getLogger("uvicorn.error"), Socket._leave

    def leave_with_more(one: Socket) -> None:
        leave(one)
        place.more.set()

    monkeypatch.setattr(Socket, "_leave", leave_with_more)
    async with tiny() as place, asyncio.timeout(PATIENCE), _open(place.address) as client:
        log.addHandler(caplog.handler)
        for frame in (SIGNED_IN, SILENCE):
            await client.send(frame)
            await client.recv()
        place.sessions.living_tokens = frozenset()
        with pytest.raises(ConnectionClosed) as closed:
            await client.recv()
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 4403
        await place.left.wait()
        log.removeHandler(caplog.handler)
    assert not caplog.records


async def _raw(address: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A WebSocket whose client does nothing by itself."""
    host, port = address.split(":")
    narrow = socket.socket()
    narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
    narrow.setblocking(False)
    await asyncio.get_running_loop().sock_connect(narrow, (host, int(port)))
    reader, writer = await asyncio.open_connection(sock=narrow, limit=1024)
    writer.write(
        f"GET /graphql HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n".encode()
    )
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


def _frame(text: str) -> bytes:
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=True)
