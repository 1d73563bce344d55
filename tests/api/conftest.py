"""``site``: the real application over PostgreSQL and Redis with an engine at work; one per module."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Iterator
from functools import partial

import psycopg
import pytest
from psycopg import Connection
from pwdlib.hashers.argon2 import Argon2Hasher

from api.metrics import Metrics
from infra.engine import Folds, Follower, Step, following
from infra.folds import LogSource
from infra.log.blocking import BlockingLog
from infra.orders import set_defaults
from infra.servers.redis import RedisServer
from infra.serving import Places, api_services
from projections.policies.cases import collecting
from projections.policies.statements import telling
from projections.policy import PolicyRunner
from tests.api.site import Site, running
from tests.databases import Database

QUICK = partial(Argon2Hasher, time_cost=1, memory_cost=8, parallelism=1)
"""Hundreds of people join here, and a good hash takes a fifth of a second each."""


@pytest.fixture(scope="module")
def shared_folding(shared_database: Database) -> Iterator[None]:
    """An engine at work on the module's database, whose views are made."""
    stop, made, conninfo = threading.Event(), threading.Event(), shared_database.engine

    def begin(connection: Connection) -> Step:
        folds = Folds(connection, conninfo)
        folds.step()
        made.set()
        return folds.step

    thread = threading.Thread(target=Follower(conninfo, "folds", begin).run, args=[stop, lambda: None])
    thread.start()
    assert made.wait(45)
    yield
    stop.set()
    thread.join()


@pytest.fixture(scope="module")
def shared_policies(shared_database: Database, shared_folding: None) -> Iterator[None]:
    """The policies of moderation at work on the module's database."""
    stop, conninfo, log = threading.Event(), shared_database.policy, BlockingLog(shared_database.policy)
    threads = []
    for policy in (collecting(log), telling(log)):
        with psycopg.connect(conninfo, autocommit=True) as connection:
            PolicyRunner(connection, LogSource(conninfo), policy)  # it begins here
        threads.append(threading.Thread(target=following(conninfo, policy).run, args=[stop, lambda: None]))
    for thread in threads:
        thread.start()
    yield
    stop.set()
    for thread in threads:
        thread.join()
    log.close()


@pytest.fixture(scope="module")
async def site(
    shared_database: Database,
    shared_folding: None,
    redis_server: RedisServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Site]:
    """The application under test, without limits on rates, and with patience: what is there is shown, however late."""
    data = tmp_path_factory.mktemp("data")
    places = Places(shared_database.api, redis_server.url, data, data / "secrets", rate_limits=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.commands.SHOW_SECONDS", 45.0)
        patch.setattr("api.schema.ranking.SHOW_SECONDS", 45.0)
        patch.setattr("api.pages.shown.SECONDS", 45.0)
        patch.setattr("infra.credentials.Argon2Hasher", QUICK)
        async with api_services(places, Metrics()) as services, running(services) as started:
            await set_defaults(shared_database.api)
            await started.settled()
            yield started
