"""The real application over real servers, reached over HTTP on a free port, and a world to make things happen in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from api.context import Services
from api.http.app import create_app
from api.metrics import Metrics
from api.realtime.live import Live
from infra.orders import set_defaults
from infra.servers.redis import RedisServer
from infra.serving import Places, api_services
from tests.api.realtime.clients import PATIENCE, Element, over_sse, over_websocket
from tests.api.realtime.serving import served
from tests.databases import Database
from tests.projections.world import World

Subscribe = Callable[..., AsyncGenerator[Element, None]]


@pytest.fixture(params=[over_websocket, over_sse], ids=["websocket", "sse"])
def subscribe(request: pytest.FixtureRequest) -> Subscribe:
    """A transport."""
    transport: Subscribe = request.param
    return transport


@dataclass(frozen=True, slots=True)
class Stage:
    """A running system: where it listens, the log to make things happen in, and what its streams share."""

    address: str
    world: World
    services: Services
    live: Live

    async def person(self) -> UUID:
        """Somebody new."""
        return await self.world.person(f"p{uuid4().hex[:20]}")

    async def token(self, account: UUID) -> str:
        """Somebody's session."""
        return (await self.services.sessions.start(account))[0]

    async def settled(self) -> int:
        """Wait until all that happened is in the views and streams; the position."""
        head = await self.services.events.head()
        assert await self.services.tide.reached(head, PATIENCE) >= head
        return await asyncio.wait_for(self.live.tail.moved(head - 1), PATIENCE)


@pytest.fixture(scope="module")
async def stage(
    shared_database: Database,
    shared_folding: None,
    redis_server: RedisServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Stage]:
    """The system under test, shared by the tests of a module: each looks at what happens after it began."""
    data, metrics = tmp_path_factory.mktemp("data"), Metrics()
    places = Places(shared_database.api, redis_server.url, data, data / "secrets", rate_limits=False)
    await set_defaults(shared_database.api)
    async with (
        api_services(places, metrics) as services,
        Live(services) as live,
        served(create_app(live, metrics)) as address,
    ):
        yield Stage(address, World(services.log), services, live)
