"""The embedded PostgreSQL: durable, private, its roles apart."""

from __future__ import annotations

import stat

import psycopg
import pytest

from infra.servers.postgres import PostgresServer
from tests.databases import Database


def test_runs_durably_and_without_tcp(postgres_server: PostgresServer) -> None:
    with psycopg.connect(postgres_server.superuser) as connection:
        names = ("fsync", "synchronous_commit", "full_page_writes", "listen_addresses")
        shown = [connection.execute(f"SHOW {name}").fetchone() for name in names]
    assert shown == [("on",), ("on",), ("on",), ("",)]


def test_passwords_are_private_and_needed(postgres_server: PostgresServer) -> None:
    assert stat.S_IMODE(postgres_server.secrets.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in postgres_server.secrets.iterdir()} == {0o600}
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(postgres_server.superuser, password="guess")


@pytest.mark.parametrize("role", ["owner", "api", "engine", "worker"])
def test_each_role_signs_in_as_itself(database: Database, role: str) -> None:
    with psycopg.connect(getattr(database, role)) as connection:
        assert connection.execute("SELECT current_user, current_database()").fetchone() == (
            f"limn_{role}",
            database.name,
        )
