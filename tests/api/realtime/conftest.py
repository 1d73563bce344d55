"""The live streams over a real log, real folds and real views, served over HTTP on a free port."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from api.context import Services
from api.execution.executor import Executor
from api.execution.requests import decode
from api.realtime import sse
from api.realtime.fields import Subscription
from api.realtime.live import Live
from api.realtime.operations import LiveOperations
from api.realtime.socket import Socket
from api.schema.root import make_schema
from infra.database.pool import open_pool
from infra.engine import Folds, Follower
from infra.events import PooledEvents
from infra.keyring import Keyring
from infra.log import open_log
from infra.previews import PreviewReader, connect
from infra.servers.redis import RedisServer
from infra.sessions import PostgresSessions
from infra.snapshots import PoolSnapshots
from infra.tide import CheckpointTide
from tests.api.realtime.serving import served
from tests.databases import Database
from tests.projections.world import World


@dataclass(frozen=True, slots=True)
class Stage:
    """A running system: where it listens, the log to make things happen in, and what its streams share."""

    address: str
    world: World
    services: Services
    live: Live
    redis_url: str

    async def person(self) -> UUID:
        """Somebody new."""
        return await self.world.person(f"p{uuid4().hex[:20]}")

    async def settled(self) -> int:
        """Wait until all that happened is in the views and streams; the position."""
        head = await self.services.events.head()
        assert await self.services.tide.reached(head, 10) >= head
        return await asyncio.wait_for(self.live.tail.moved(head - 1), 10)


@pytest.fixture(scope="module")
def folding(shared_database: Database) -> Iterator[None]:
    """An engine at work."""
    stop, conninfo = threading.Event(), shared_database.engine
    follower = Follower(conninfo, "folds", lambda connection: Folds(connection, conninfo).step)
    thread = threading.Thread(target=follower.run, args=[stop, lambda: None])
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.fixture(scope="module")
async def stage(
    shared_database: Database, folding: None, redis_server: RedisServer, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    """The system under test, shared by the tests of a module: each looks at what happens after it began."""
    database = shared_database
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(open_pool(database.api, size=8))
        log = await stack.enter_async_context(open_log(database.api))
        redis = connect(redis_server.url)
        previews = PreviewReader(redis)
        stack.push_async_callback(redis.aclose)
        stack.push_async_callback(previews.aclose)
        services = Services(
            log=log,
            events=PooledEvents(pool),
            snapshots=PoolSnapshots(pool),
            tide=await stack.enter_async_context(CheckpointTide(database.api)),
            keyring=Keyring(tmp_path_factory.mktemp("keyring")),
            previews=previews,
            sessions=PostgresSessions(pool),
            secret=b"secret",
            **cast(dict[str, Any], dict.fromkeys(("blobs", "credentials", "limits"))),
        )
        live = await stack.enter_async_context(Live(services))
        operations = LiveOperations(Executor(make_schema(Subscription)), live)
        address = await stack.enter_async_context(served(_application(operations)))
        yield Stage(address, World(log), services, live, redis_server.url)


def _application(operations: LiveOperations) -> Starlette:
    async def websocket(socket: WebSocket) -> None:
        await Socket(socket, operations).serve()

    async def http(request: HttpRequest) -> Response:
        caller = await operations.sign_in(request.headers.get("authorization"))
        last = request.headers.get("last-event-id")
        return sse.respond(operations, decode(await request.body()), caller, method=request.method, last_event_id=last)

    return Starlette(routes=[Route("/graphql", http, methods=["POST"]), WebSocketRoute("/graphql", websocket)])
