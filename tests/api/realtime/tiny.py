"""A schema of a few streams of each kind, served over both transports: for what only depends on the transport."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields
from types import SimpleNamespace
from typing import Any, cast

import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from api.context import Services
from api.execution.executor import Executor
from api.execution.requests import decode
from api.execution.trusted import Texts
from api.realtime import sse
from api.realtime.attendance import Attendance
from api.realtime.live import Live, StreamContext
from api.realtime.operations import LiveOperations
from api.realtime.socket import Socket
from domain.errors import invalid
from infra.limits import NoLimits
from infra.telemetry.delivery import Deliveries
from infra.telemetry.spans import NO_SPANS
from tests.api.realtime.serving import served

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
    async def silence(self, info: strawberry.Info[StreamContext, None]) -> AsyncGenerator[int, None]:
        try:
            yield 0
            await _place(info).more.wait()
            yield 1
        finally:
            _place(info).left.set()

    @strawberry.subscription
    async def flood(self, info: strawberry.Info[StreamContext, None]) -> AsyncGenerator[str, None]:
        try:
            while True:
                _place(info).flooded += len(BULK)
                yield BULK
        finally:
            _place(info).left.set()

    @strawberry.subscription
    async def refusal(self) -> AsyncGenerator[int, None]:
        raise invalid("after", "No.")
        yield 0


@dataclass(slots=True)
class Place:
    """A served application.

    left     set when a stream that does not end by itself has ended
    more     to be set for one element more of such streams
    ended    set when the server has done with a connection
    flooded  characters that were made for who asked for the flood
    """

    sessions: Sessions
    address: str = ""
    left: asyncio.Event = field(default_factory=asyncio.Event)
    more: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    flooded: int = 0


def _place(info: strawberry.Info[StreamContext, None]) -> Place:
    return cast(Place, info.context.services.previews)  # the tiny schema has no other use for them


class Sessions:
    """One session, which a test may end."""

    living_tokens = frozenset({"good"})

    async def account(self, token: str) -> str | None:
        return "someone" if token in self.living_tokens else None

    async def living(self, tokens: Sequence[str]) -> frozenset[str]:
        return self.living_tokens.intersection(tokens)


@asynccontextmanager
async def tiny(
    *, send_seconds: float = 0.5, ping_seconds: float = 20.0, attendance: Attendance | None = None
) -> AsyncIterator[Place]:
    """The schema, served by a server that is not patient."""
    place = Place(Sessions())
    tide = SimpleNamespace(position=0, moved=lambda after: asyncio.Event().wait())
    given = {"tide": tide, "sessions": place.sessions, "previews": place, "spans": Deliveries(NO_SPANS)}
    given["texts"], given["limits"] = Texts(), NoLimits()
    given["keyring"] = SimpleNamespace(opener=lambda: None)
    live = Live(Services(**cast(dict[str, Any], {one.name: None for one in fields(Services)} | given)), attendance)
    live.departures._every = 0.02
    operations = LiveOperations(Executor(strawberry.Schema(Query, subscription=Subscription)), live)

    async def over_websocket(websocket: WebSocket) -> None:
        await Socket(websocket, operations, send_seconds=send_seconds).serve()
        place.ended.set()

    async def over_http(request: Request) -> Response:
        caller = await operations.sign_in(request.headers.get("authorization"))
        operation, last = decode(await request.body()), request.headers.get("last-event-id")
        return sse.respond(operations, operation, caller, method=request.method, last_event_id=last)

    routes = [WebSocketRoute("/graphql", over_websocket), Route("/graphql", over_http, methods=["POST"])]
    async with live, served(Starlette(routes=routes), ping_seconds) as place.address:
        yield place
