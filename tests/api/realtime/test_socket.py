"""graphql-transport-ws, frame by frame: what is answered, and with which code a socket is closed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from api.realtime import socket as sockets
from domain.errors import DomainError, ErrorCode
from tests.api.realtime.clients import PATIENCE, SUBPROTOCOLS
from tests.api.realtime.tiny import Place, tiny

INIT = {"type": "connection_init"}

FLOODED = 32_000_000
"""More than the buffers of both systems hold, and far less than a flood."""


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    async with tiny() as served:
        yield served


@pytest.fixture
def address(place: Place) -> str:
    return f"ws://{place.address}/graphql"


async def _said(socket: ClientConnection, *frames: object) -> dict[str, Any]:
    for frame in frames:
        await socket.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))
    return cast(dict[str, Any], json.loads(await asyncio.wait_for(socket.recv(), PATIENCE)))


async def _closed(socket: ClientConnection, *frames: object) -> int:
    """The code the socket is closed with after these frames."""
    with pytest.raises(ConnectionClosed) as closed:
        for frame in frames:
            await socket.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))
        while True:
            await asyncio.wait_for(socket.recv(), PATIENCE)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def _open(address: str) -> connect:
    return connect(address, subprotocols=SUBPROTOCOLS, compression=None, max_size=None, open_timeout=PATIENCE)


def _subscribe(query: str, identifier: str = "1") -> dict[str, object]:
    return {"type": "subscribe", "id": identifier, "payload": {"query": query}}


async def test_a_stream_is_next_and_complete(address: str) -> None:
    async with _open(address) as socket:
        assert (await _said(socket, INIT))["type"] == "connection_ack"
        assert await _said(socket, _subscribe("subscription { count(upto: 1) }")) == {
            "id": "1",
            "type": "next",
            "payload": {"data": {"count": 0}},
        }
        assert await _said(socket) == {"id": "1", "type": "complete"}


async def test_queries_are_answered_too(address: str) -> None:
    async with _open(address) as socket:
        await _said(socket, INIT)
        assert (await _said(socket, _subscribe("{ answer }")))["payload"]["data"] == {"answer": 42}
        assert (await _said(socket))["type"] == "complete"


async def test_ping_is_answered_before_and_after_the_init(address: str) -> None:
    async with _open(address) as socket:
        assert (await _said(socket, {"type": "ping"})) == {"type": "pong"}
        await _said(socket, INIT)
        assert (await _said(socket, {"type": "ping", "payload": {"any": 1}})) == {"type": "pong"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription { refusal }", "INVALID"),
        ("subscription { nothing }", "INVALID"),
        ("subscription {", "INVALID"),
        ("subscription { count(upto: true) }", "INVALID"),
    ],
)
async def test_what_cannot_run_is_an_error_and_the_socket_goes_on(address: str, query: str, code: str) -> None:
    async with _open(address) as socket:
        await _said(socket, INIT)
        said = await _said(socket, _subscribe(query))
        assert (said["type"], said["payload"][0]["extensions"]["code"]) == ("error", code)
        assert (await _said(socket, _subscribe("{ answer }")))["type"] == "next"


@pytest.mark.parametrize(
    "frame",
    [
        "[]",
        "null",
        '"x"',
        "{",
        b"{}",
        '{"type":"nothing"}',
        '{"type":"subscribe","id":"1"}',
        '{"type":"subscribe","id":"","payload":{"query":"{ answer }"}}',
        '{"type":"subscribe","id":"1","payload":{"query":1}}',
        '{"type":"subscribe","id":"1","payload":{"query":""}}',
        '{"type":"subscribe","id":"1","payload":{"query":"{ answer }","variables":[]}}',
        '{"type":"ping","payload":' + "[" * 100_000,
        '[{"type":"connection_init"}]',
        "x" * 300_000,
    ],
    ids=lambda frame: repr(frame)[:60],
)
async def test_what_is_no_message_closes_with_4400(address: str, frame: str | bytes) -> None:
    async with _open(address) as socket:
        assert await _closed(socket, frame) == 4400


async def test_subscribing_before_the_init_closes_with_4401(address: str) -> None:
    async with _open(address) as socket:
        assert await _closed(socket, _subscribe("{ answer }")) == 4401


async def test_saying_nothing_closes_with_4408(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "INIT_SECONDS", 0.3)
    async with _open(address) as socket:
        assert await _closed(socket) == 4408


async def test_a_second_init_closes_with_4429(address: str) -> None:
    async with _open(address) as socket:
        assert await _closed(socket, INIT, INIT) == 4429


async def test_an_id_twice_closes_with_4409(address: str) -> None:
    async with _open(address) as socket:
        assert await _closed(socket, INIT, *[_subscribe("subscription { silence }")] * 2) == 4409


async def test_an_id_is_free_again_after_complete(address: str) -> None:
    async with _open(address) as socket:
        await _said(socket, INIT)
        done = {"type": "complete", "id": "1"}
        for _ in range(3):
            assert (await _said(socket, _subscribe("subscription { silence }")))["type"] == "next"
            await socket.send(json.dumps(done))
        assert (await _said(socket, _subscribe("{ answer }")))["payload"]["data"] == {"answer": 42}


async def test_too_many_operations_close_with_4429(address: str) -> None:
    many = [_subscribe("subscription { silence }", str(number)) for number in range(sockets.OPERATIONS + 1)]
    async with _open(address) as socket:
        assert await _closed(socket, INIT, *many) == 4429


async def test_another_subprotocol_closes_with_4406(address: str) -> None:
    async with connect(address, open_timeout=PATIENCE) as socket:
        assert await _closed(socket) == 4406


@pytest.mark.parametrize("authorization", ["Bearer bad", "bad", "Bearer ", "Basic good"])
async def test_credentials_worth_nothing_close_with_4403(address: str, authorization: str) -> None:
    async with _open(address) as socket:
        assert await _closed(socket, INIT | {"payload": {"authorization": authorization}}) == 4403


async def test_who_cannot_be_known_now_is_to_try_again(
    place: Place, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(_: str) -> str | None:
        raise DomainError(ErrorCode.QUEUE_FULL, "The database is away. Try again in a moment.")

    monkeypatch.setattr(place.sessions, "account", away)
    async with _open(address) as socket:
        assert await _closed(socket, {**INIT, "payload": {"authorization": "Bearer good"}}) == 1013


@pytest.mark.parametrize("name", ["authorization", "Authorization"])
async def test_signing_out_ends_the_socket(address: str, place: Place, name: str) -> None:
    place.sessions.living_tokens = frozenset({"good"})
    async with _open(address) as socket:
        await _said(socket, INIT | {"payload": {name: "Bearer good"}})
        await socket.send(json.dumps(_subscribe("subscription { silence }")))
        place.sessions.living_tokens = frozenset()
        assert await _closed(socket) == 4403


async def test_who_takes_nothing_is_closed_with_4499_and_others_are_not_hurt(address: str, place: Place) -> None:
    slow = await connect(
        address, subprotocols=SUBPROTOCOLS, compression=None, max_size=None, max_queue=1, ping_interval=None
    )
    await slow.send(json.dumps(INIT))
    await slow.send(json.dumps(_subscribe("subscription { flood }")))
    async with _open(address) as quick:
        await _said(quick, INIT)
        while not place.ended.is_set():  # the slow one reads nothing until the server has lost its patience
            assert (await _said(quick, _subscribe("{ answer }")))["type"] == "next"
            assert (await _said(quick))["type"] == "complete"
    assert place.flooded < FLOODED, "nothing is made that nobody takes"
    assert await _closed(slow) == 4499
