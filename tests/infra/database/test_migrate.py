"""Migrations: applied once, in order, remembered; and what each running role may then do."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from infra.database.migrate import Migration, MigrationRefused, migrate, migrations
from infra.servers.postgres import PostgresServer
from infra.servers.roles import make_database
from tests.databases import Database

NUMBERS = count(1)

SCHEMA = """
SELECT table_schema, table_name, column_name, data_type, is_nullable, column_default
FROM information_schema.columns WHERE table_schema IN ('log', 'app', 'views')
UNION ALL SELECT schemaname, tablename, indexname, indexdef, NULL, NULL FROM pg_indexes
WHERE schemaname IN ('log', 'app', 'views')
UNION ALL SELECT table_schema, table_name, grantee, privilege_type, NULL, NULL
FROM information_schema.role_table_grants WHERE table_schema IN ('log', 'app', 'views')
ORDER BY 1, 2, 3, 4
"""


@pytest.fixture
def empty(postgres_server: PostgresServer) -> Iterator[str]:
    """The owner's conninfo of a database that nothing was applied to."""
    name = f"migrate_{next(NUMBERS)}"
    make_database(postgres_server.superuser, name)
    yield postgres_server.conninfo("limn_owner", name)
    with psycopg.connect(postgres_server.superuser, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def described(conninfo: str) -> list[tuple[object, ...]]:
    with psycopg.connect(conninfo) as connection:
        return connection.execute(SCHEMA).fetchall()


def test_files_are_numbered_without_gaps() -> None:
    numbers = [int(migration.name.split("_")[0]) for migration in migrations()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_fresh_database_equals_all_of_them_one_by_one(empty: str, database: Database) -> None:
    files = migrations()
    for number in range(len(files)):
        assert migrate(empty, files[: number + 1]) == [files[number].name]
    assert described(empty) == described(database.owner)


def test_a_second_run_does_nothing(empty: str) -> None:
    assert migrate(empty) == [migration.name for migration in migrations()]
    before = described(empty)
    assert migrate(empty) == []
    assert described(empty) == before


def test_two_starts_at_once_migrate_once(empty: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        applied = list(pool.map(lambda _: migrate(empty), range(4)))
    assert sorted(map(len, applied)) == [0, 0, 0, len(migrations())]


def test_a_changed_a_missing_and_a_late_file_are_refused(empty: str) -> None:
    first, second = Migration("0001_a", "CREATE TABLE a ()"), Migration("0003_c", "CREATE TABLE c ()")
    migrate(empty, [first, second])
    with pytest.raises(MigrationRefused, match="0001_a was changed"):
        migrate(empty, [Migration("0001_a", "CREATE TABLE b ()"), second])
    with pytest.raises(MigrationRefused, match="newer than this program"):
        migrate(empty, [first])
    with pytest.raises(MigrationRefused, match="0002_b comes before"):
        migrate(empty, [first, Migration("0002_b", "CREATE TABLE b ()"), second])


def test_a_failing_file_leaves_nothing(empty: str) -> None:
    with pytest.raises(psycopg.errors.UndefinedTable):
        migrate(empty, [Migration("0001_a", "CREATE TABLE a (); DROP TABLE absent")])
    assert migrate(empty, [Migration("0001_a", "CREATE TABLE a ()")]) == ["0001_a"]


@pytest.mark.parametrize("role", ["api", "engine", "worker"])
@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE log.events SET topic = 'x'",
        "DELETE FROM log.events",
        "TRUNCATE log.events",
        "DROP TABLE log.events",
        "ALTER TABLE log.events DISABLE TRIGGER ALL",
        "DELETE FROM log.head",
        "DELETE FROM log.idempotency",
        "UPDATE log.idempotency SET position = 0",
        "UPDATE log.attestations SET position = 1",
        "DELETE FROM log.attestations",
        "INSERT INTO log.head (one, position, at) VALUES (false, 1, now())",
        "CREATE TABLE log.more ()",
        "SET ROLE limn_owner",
        "DELETE FROM public.migrations",
    ],
)
def test_running_roles_cannot_change_the_log(shared_database: Database, role: str, attempt: str) -> None:
    with psycopg.connect(getattr(shared_database, role)) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(attempt)


@pytest.mark.parametrize(
    ("role", "attempt"),
    [
        ("engine", "INSERT INTO log.events (notification_id) VALUES (1)"),
        ("engine", "UPDATE log.head SET position = 1"),
        ("api", "INSERT INTO log.attestations (position) VALUES (1)"),
        ("engine", "SELECT * FROM app.credentials"),
        ("worker", "SELECT * FROM app.credentials"),
        ("worker", "SELECT * FROM app.sessions"),
        ("api", "CREATE TABLE views.more ()"),
    ],
)
def test_roles_are_kept_apart(shared_database: Database, role: str, attempt: str) -> None:
    with psycopg.connect(getattr(shared_database, role)) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(attempt)


def test_the_head_cannot_go_back(shared_database: Database) -> None:
    with psycopg.connect(shared_database.api) as connection:
        connection.execute("UPDATE log.head SET position = 5")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("UPDATE log.head SET position = 4")
