"""A place to measure in: a durable PostgreSQL of its own in a folder that goes when it is left."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import psycopg

from infra.database.migrate import migrate
from infra.invented.lives import Lives, Plan
from infra.invented.scenes import unpainted
from infra.invented.writing import write
from infra.servers.postgres import PostgresServer
from infra.servers.process import Command
from infra.servers.roles import make_database

NUMBERS = count(1)
UNTIL = datetime(2026, 11, 1, tzinfo=UTC)
"""When a past that is measured ends, unless what is measured looks at the clock."""


class Server(PostgresServer):
    """The embedded server with room for 256 clients."""

    def prepare(self) -> Command:
        """The same command, and more connections."""
        command = super().prepare()
        return replace(command, argv=[*command.argv, "-c", "max_connections=300"])


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """A running PostgreSQL 18 with its default memory settings and full durability."""
    with tempfile.TemporaryDirectory(prefix="limn-bench-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        server = Server(folder / "postgres", folder, folder / "secrets", folder / "log")
        server.start()
        try:
            yield server
        finally:
            server.stop()


def past_database(server: PostgresServer, events: int, until: datetime = UNTIL) -> str:
    """The name of a new database whose log has an invented past of so many events, and statistics of it."""
    name = fresh_database(server)
    write(server.conninfo("limn_api", name), Lives(Plan(events, 1, until), unpainted()))
    with psycopg.connect(server.conninfo("limn_owner", name), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE log.events")
    return name


def fresh_database(server: PostgresServer) -> str:
    """The name of a new, migrated database."""
    name = f"bench_{next(NUMBERS)}"
    make_database(server.superuser, name)
    migrate(server.conninfo("limn_owner", name))
    return name
