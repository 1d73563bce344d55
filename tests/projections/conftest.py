"""A log to append to and an engine over it, on a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest

from infra.folds import LogSource
from infra.log import PostgresLog, open_log
from projections.catalogue import SERVING
from projections.connection import Connection
from projections.engine import Engine
from projections.install import install
from tests.databases import Database


@pytest.fixture
async def log(database: Database) -> AsyncIterator[PostgresLog]:
    """The real log, with its group commit."""
    async with open_log(database.api) as opened:
        yield opened


@pytest.fixture
def writing(database: Database) -> Iterator[psycopg.Connection]:
    """A connection as the engine has it."""
    with psycopg.connect(database.engine, autocommit=True) as connection:
        yield connection


@pytest.fixture
async def reading(database: Database) -> AsyncIterator[Connection]:
    """A connection that reads every row: no wall stands before a worker."""
    async with await psycopg.AsyncConnection.connect(database.worker, autocommit=True) as connection:
        yield connection


@pytest.fixture
def engine(writing: psycopg.Connection, database: Database) -> Engine:
    """An engine over the serving views, freshly installed."""
    install(writing, SERVING)
    return Engine(writing, LogSource(database.engine), SERVING)
