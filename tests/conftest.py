"""Real servers for every test: ``postgres_server``, ``redis_server``, ``triton_server`` live as long as the session.

* ``database``: a fresh migrated database per test (``shared_database``: one per module), a ``Database`` of conninfos.
* ``redis_url``: the address of a Redis that is emptied before the test.
* ``triton_server``: serves ``inference/model_repository``; its gRPC address is ``triton_server.address``.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from redis import Redis

from infra import memory
from infra.database.migrate import migrate
from infra.servers.postgres import PostgresServer
from infra.servers.redis import RedisServer
from infra.servers.roles import OWNER, make_database
from infra.servers.triton import TritonServer
from tests.databases import Database
from tests.sharing import Sharing, first_of_all

# The same cases on every run, so that a failure belongs to a change; `--hypothesis-profile=default` looks for new ones.
# How long they take says something about the machine alone.
settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

REPOSITORY = Path(__file__).parents[1] / "inference" / "model_repository"
TEMPLATE = "limn_template"
NUMBERS = count(1)
NOBODY_CLEANS = "ALTER SYSTEM SET autovacuum = off"
"""Else it would go through the databases of all tests before, one after the other, all the time."""
LEAVE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
"""Ends what is still connected. The files go with the server: to drop a database is to wait for a checkpoint."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Sharing:
    """Where tests run in several processes."""
    return Sharing(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first."""
    items.sort(key=first_of_all)


def pytest_collection_finish() -> None:
    """All that is loaded stays: a collection that goes through it costs more than most tests."""
    memory.keep()


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """A short 0700 folder for the session's servers (socket paths are limited to about 100 bytes)."""
    with tempfile.TemporaryDirectory(prefix="limn-test-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def postgres_server(server_folder: Path) -> Iterator[PostgresServer]:
    """A running PostgreSQL with the roles made; ``.superuser`` and ``.conninfo(role, database)`` say where."""
    server = PostgresServer(server_folder / "postgres", server_folder, server_folder / "secrets", server_folder / "log")
    server.start()
    with psycopg.connect(server.superuser, autocommit=True) as connection:
        connection.execute(NOBODY_CLEANS)
        connection.execute("SELECT pg_reload_conf()")
    yield server
    assert server.process
    os.kill(server.process.pid, signal.SIGQUIT)  # at once, without a checkpoint: nothing of it is kept
    server.stop()


@pytest.fixture(scope="session")
def template(postgres_server: PostgresServer) -> str:
    """The name of a migrated database that others are copied from; nobody connects to it."""
    make_database(postgres_server.superuser, TEMPLATE)
    migrate(postgres_server.conninfo(OWNER, TEMPLATE))
    return TEMPLATE


@pytest.fixture
def database(postgres_server: PostgresServer, template: str) -> Iterator[Database]:
    """A fresh migrated database for one test."""
    yield from _copy(postgres_server, template)


@pytest.fixture(scope="module")
def shared_database(postgres_server: PostgresServer, template: str) -> Iterator[Database]:
    """A fresh migrated database for the tests of one module."""
    yield from _copy(postgres_server, template)


@pytest.fixture(scope="session")
def redis_server(server_folder: Path) -> Iterator[RedisServer]:
    """A running Redis; ``.url`` says where."""
    server = RedisServer(server_folder, server_folder / "log")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis_url(redis_server: RedisServer) -> str:
    """The address of an empty Redis."""
    with Redis.from_url(redis_server.url) as redis:
        redis.flushall()
    return redis_server.url


@pytest.fixture(scope="session")
def triton_server(server_folder: Path) -> Iterator[TritonServer]:
    """A running Triton with every model of ``inference/model_repository``; ``.address`` is its gRPC address."""
    server = TritonServer(REPOSITORY, server_folder / "triton", server_folder / "log")
    server.start()
    yield server
    server.stop(grace=0)


def _copy(server: PostgresServer, template: str) -> Iterator[Database]:
    name = f"test_{next(NUMBERS)}"
    make_database(server.superuser, name, template)
    yield Database.on(server, name)
    with psycopg.connect(server.superuser, autocommit=True) as connection:
        connection.execute(LEAVE, [name])
