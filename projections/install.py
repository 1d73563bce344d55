"""Making the tables of views, and noticing the views whose meaning has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import psycopg
from psycopg import sql

from projections.checkpoint import SERVING
from projections.fold import OUTDATED
from projections.tables import Table
from projections.view import SCHEMA, View
from projections.walls import FUNCTIONS

READERS = "limn_api, limn_worker"
LOCK = 0x6C696D6E_76696577
"""Advisory lock: two engines that start at once install one after the other."""


def install(connection: psycopg.Connection, views: Sequence[View]) -> list[View]:
    """Make what is missing; the views that must be rebuilt before they can join the others.

    In an empty schema every view begins at the first event, and there are none. Views that are no longer there are
    dropped with their tables.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for function in FUNCTIONS:
            _execute(connection, function)
        installed = fingerprints(connection)
        if _is_first(connection):
            for view in views:
                make_tables(connection, SCHEMA, view.tables)
                for table in view.tables:
                    make_key(connection, SCHEMA, table)
                    make_indexes(connection, SCHEMA, table)
                record(connection, view)
            return []
        for name in installed.keys() - {view.name for view in views}:
            _forget(connection, name)
        stale = outdate(connection, {view.name: view.fingerprint for view in views})
    return [view for view in views if view.name in stale or view.name not in installed]


def fingerprints(connection: psycopg.Connection) -> dict[str, str]:
    """The fingerprint of each installed view, as it was when its tables were made."""
    rows: list[tuple[str, str]] = connection.execute("SELECT view, fingerprint FROM views.installed").fetchall()
    return dict(rows)


def outdate(connection: psycopg.Connection, meant: Mapping[str, str]) -> set[str]:
    """The installed views that stay behind, as the code means them otherwise (or not at all): names.

    They are incomplete from the next event on, until they are rebuilt. `meant`: fingerprints by name.
    """
    strange = [name for name, text in fingerprints(connection).items() if meant.get(name) != text]
    connection.execute(
        "INSERT INTO views.parked (view, position, reason) SELECT unnest(%s::text[]), position + 1, %s"
        " FROM views.checkpoint WHERE name = %s ON CONFLICT DO NOTHING",
        [strange, OUTDATED, SERVING],
    )
    behind = connection.execute("SELECT DISTINCT view FROM views.parked WHERE reason = %s", [OUTDATED]).fetchall()
    return {name for (name,) in behind}


def make_tables(connection: psycopg.Connection, schema: str, tables: Iterable[Table]) -> None:
    """Make tables without key and indexes, for the running roles to read."""
    for table in tables:
        _execute(connection, table.definition(schema))
        for wall in table.wall_definitions(schema):
            _execute(connection, wall)
        for name in names(table):
            _execute(connection, f"GRANT SELECT ON {schema}.{name} TO {READERS}")


def names(table: Table) -> list[str]:
    """What a table is read by."""
    return [table.name, *([skeleton(table.name)] if table.skeleton else [])]


def skeleton(table: str) -> str:
    """The name of a table's skeleton, where it has one."""
    return f"{table}_skeleton"


def make_key(connection: psycopg.Connection, schema: str, table: Table) -> None:
    """Make a table's key, which costs less once there are rows."""
    _execute(connection, table.key_definition(schema))


def make_indexes(connection: psycopg.Connection, schema: str, table: Table) -> None:
    """Make a table's indexes besides its key, which costs less once it is filled."""
    for index in table.index_definitions(schema):
        _execute(connection, index)


def record(connection: psycopg.Connection, view: View) -> None:
    """Remember that a view stands, as its present code means it."""
    connection.execute(
        "INSERT INTO views.installed (view, version, fingerprint, tables) VALUES (%s, %s, %s, %s)"
        " ON CONFLICT (view) DO UPDATE SET version = excluded.version, fingerprint = excluded.fingerprint,"
        " tables = excluded.tables",
        [view.name, view.version, view.fingerprint, [table.name for table in view.tables]],
    )


def drop(connection: psycopg.Connection, schema: str, table: str) -> None:
    """Drop a table with its skeleton, where they stand."""
    connection.execute(sql.SQL("DROP VIEW IF EXISTS {}").format(sql.Identifier(schema, skeleton(table))))
    connection.execute(sql.SQL("DROP TABLE IF EXISTS {}").format(sql.Identifier(schema, table)))


def _is_first(connection: psycopg.Connection) -> bool:
    made = connection.execute(
        "INSERT INTO views.checkpoint (name) VALUES (%s) ON CONFLICT DO NOTHING RETURNING name", [SERVING]
    )
    return made.fetchone() is not None


def _forget(connection: psycopg.Connection, name: str) -> None:
    """Drop a view, wherever it stands."""
    for schema, tables in (
        connection.execute(
            "DELETE FROM views.aside WHERE view = %(view)s RETURNING place, tables", {"view": name}
        ).fetchall()
        + connection.execute(
            "DELETE FROM views.installed WHERE view = %(view)s RETURNING %(schema)s, tables",
            {"view": name, "schema": SCHEMA},
        ).fetchall()
    ):
        for table in tables:
            drop(connection, schema, table)
    connection.execute("DELETE FROM views.parked WHERE view = %s", [name])


def _execute(connection: psycopg.Connection, statement: str) -> None:
    connection.execute(statement)
