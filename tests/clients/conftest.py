"""One Limn for clients that others wrote: the API in a process that can be killed, and a site where things happen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from api.metrics import Metrics
from infra.orders import set_defaults
from infra.servers.redis import RedisServer
from infra.serving import Places, api_services
from tests.api.conftest import QUICK, shared_folding
from tests.api.site import Site, running
from tests.clients.server import Server, serving
from tests.databases import Database

__all__ = ["shared_folding"]


@pytest.fixture(scope="module")
def places(shared_database: Database, redis_server: RedisServer, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Where both find what they share."""
    data = tmp_path_factory.mktemp("data")
    return Places(shared_database.api, redis_server.url, data, data / "secrets", rate_limits=False)


@pytest.fixture(scope="module")
async def site(places: Places, shared_folding: None) -> AsyncIterator[Site]:
    """The application in this process, patient as tests are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.commands.SHOW_SECONDS", 45.0)
        patch.setattr("infra.credentials.Argon2Hasher", QUICK)
        async with api_services(places, Metrics()) as services, running(services) as started:
            await set_defaults(places.conninfo)
            await started.settled()
            yield started


@pytest.fixture(scope="module")
def server(places: Places, site: Site) -> Iterator[Server]:
    """The application in another process."""
    with serving(places) as started:
        yield started
