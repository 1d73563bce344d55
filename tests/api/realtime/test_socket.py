"""graphql-transport-ws, frame by frame: what is answered, and with which code a socket is closed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import fields
from types import SimpleNamespace
from typing import Any, cast

import pytest
import strawberry
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from api.context import Services
from api.execution.executor import Executor
from api.realtime import socket as sockets
from api.realtime.live import Live
from api.realtime.operations import LiveOperations
from domain.errors import invalid
from tests.api.realtime.clients import SUBPROTOCOLS
from tests.api.realtime.serving import served

INIT = {"type": "connection_init"}
BULK = "x" * 100_000


@strawberry.type
class Query:
    @strawberry.field
    def answer(self) -> int:
        return 42


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def count(self, upto: int) -> AsyncGenerator[int, None]:
        for number in range(upto):
            yield number

    @strawberry.subscription
    async def silence(self) -> AsyncGenerator[int, None]:
        await asyncio.Event().wait()
        yield 0

    @strawberry.subscription
    async def flood(self) -> AsyncGenerator[str, None]:
        while True:
            yield BULK

    @strawberry.subscription
    async def refusal(self) -> AsyncGenerator[int, None]:
        raise invalid("after", "No.")
        yield 0


class Sessions:
    """One session, which a test may end."""

    living_tokens = frozenset({"good"})

    async def account(self, token: str) -> str | None:
        return "someone" if token in self.living_tokens else None

    async def living(self, tokens: Sequence[str]) -> frozenset[str]:
        return self.living_tokens.intersection(tokens)


@pytest.fixture
async def sessions() -> Sessions:
    return Sessions()


@pytest.fixture
async def ended() -> asyncio.Event:
    """Set once the server has done with a socket."""
    return asyncio.Event()


@pytest.fixture
async def address(sessions: Sessions, ended: asyncio.Event, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    monkeypatch.setattr(sockets, "INIT_SECONDS", 0.3)
    tide = SimpleNamespace(position=0, moved=lambda after: asyncio.Event().wait())
    unused = {field.name: None for field in fields(Services)}
    live = Live(Services(**cast(dict[str, Any], unused | {"tide": tide, "sessions": sessions})))
    live.departures._every = 0.02
    operations = LiveOperations(Executor(strawberry.Schema(Query, subscription=Subscription)), live)

    async def endpoint(websocket: WebSocket) -> None:
        await sockets.Socket(websocket, operations, send_seconds=0.5).serve()
        ended.set()

    async with live, served(Starlette(routes=[WebSocketRoute("/graphql", endpoint)])) as place:
        yield f"ws://{place}/graphql"


async def _said(socket: ClientConnection, *frames: object) -> dict[str, Any]:
    for frame in frames:
        await socket.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))
    return cast(dict[str, Any], json.loads(await asyncio.wait_for(socket.recv(), 5)))


async def _closed(socket: ClientConnection, *frames: object) -> int:
    """The code the socket is closed with after these frames."""
    with pytest.raises(ConnectionClosed) as closed:
        for frame in frames:
            await socket.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))
        while True:
            await asyncio.wait_for(socket.recv(), 5)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def _open(address: str) -> connect:
    return connect(address, subprotocols=SUBPROTOCOLS, compression=None, max_size=None)


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
        assert (await _said(socket, _subscribe("{ answer }")))["payload"] == {"data": {"answer": 42}}
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
        ("", "INVALID"),
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


async def test_saying_nothing_closes_with_4408(address: str) -> None:
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
        frames = [_subscribe("subscription { silence }"), done] * 3
        assert (await _said(socket, *frames, _subscribe("{ answer }")))["type"] == "next"


async def test_too_many_operations_close_with_4429(address: str) -> None:
    many = [_subscribe("subscription { silence }", str(number)) for number in range(sockets.OPERATIONS + 1)]
    async with _open(address) as socket:
        assert await _closed(socket, INIT, *many) == 4429


async def test_another_subprotocol_closes_with_4406(address: str) -> None:
    async with connect(address) as socket:
        assert await _closed(socket) == 4406


@pytest.mark.parametrize("authorization", ["Bearer bad", "bad", "Bearer ", "Basic good"])
async def test_credentials_worth_nothing_close_with_4403(address: str, authorization: str) -> None:
    async with _open(address) as socket:
        assert await _closed(socket, INIT | {"payload": {"authorization": authorization}}) == 4403


async def test_signing_out_ends_the_socket(address: str, sessions: Sessions) -> None:
    async with _open(address) as socket:
        await _said(socket, INIT | {"payload": {"authorization": "Bearer good"}})
        await socket.send(json.dumps(_subscribe("subscription { silence }")))
        sessions.living_tokens = frozenset()
        assert await _closed(socket) == 4403


async def test_who_takes_nothing_is_closed_with_4499_and_others_are_not_hurt(
    address: str, ended: asyncio.Event
) -> None:
    slow = await connect(
        address, subprotocols=SUBPROTOCOLS, compression=None, max_size=None, max_queue=1, ping_interval=None
    )
    await slow.send(json.dumps(INIT))
    await slow.send(json.dumps(_subscribe("subscription { flood }")))
    async with _open(address) as quick:
        await _said(quick, INIT)
        while not ended.is_set():  # the slow one reads nothing until the server has lost its patience
            assert (await _said(quick, _subscribe("{ answer }")))["type"] == "next"
            assert (await _said(quick))["type"] == "complete"
    assert await _closed(slow) == 4499
