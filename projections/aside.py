"""Views that stand aside, each at a position of its own: those being rebuilt, and those that a rebuild has replaced.

All that a rebuild knows is a row here, beside the tables that it has filled; so whoever comes next can go on from it.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql
from psycopg.rows import args_row

from projections import install, parking
from projections.checkpoint import SERVING
from projections.fold import OUTDATED
from projections.view import SCHEMA, View

NEXT = "views_next"
"""The schema in which the new tables fill."""

KEPT = "views_kept"
"""The schema in which those that were replaced are kept."""


class Cancelled(Exception):
    """Somebody took the rebuild's tables away."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A view that stands aside.

    position  what its tables hold
    indexed   they have all of their indexes
    whole     nothing is missing in them
    """

    fingerprint: str
    position: int
    indexed: bool
    whole: bool = True


def find(connection: psycopg.Connection, place: str, view: str) -> Aside | None:
    """What stands aside under a view's name, if anything."""
    with connection.cursor(row_factory=args_row(Aside)) as cursor:
        query = (
            "SELECT fingerprint, aside.position, indexed, count(parked.position) = 0"
            " FROM views.aside LEFT JOIN views.aside_parked parked USING (place, view)"
            " WHERE place = %s AND view = %s GROUP BY place, view"
        )
        return cursor.execute(query, [place, view]).fetchone()


def begin(connection: psycopg.Connection, view: View) -> Aside:
    """Make a view's tables anew, in a transaction: empty, without keys and indexes."""
    discard(connection, NEXT, view.name)
    names = [table.name for table in view.tables]
    for name in names:  # a program that knew no rows here may have left them
        install.drop(connection, NEXT, name)
    install.make_tables(connection, NEXT, view.tables)
    connection.execute(
        "INSERT INTO views.aside (place, view, version, fingerprint, tables) VALUES (%s, %s, %s, %s, %s)",
        [NEXT, view.name, view.version, view.fingerprint, names],
    )
    return Aside(view.fingerprint, 0, indexed=False)


def reach(connection: psycopg.Connection, view: str, position: int) -> None:
    """Say how far the fold in memory is. Cancelled where there is nothing left to say it of."""
    _unless_cancelled(
        connection.execute(
            "UPDATE views.aside SET reached = %s WHERE place = %s AND view = %s", [position, NEXT, view], prepare=True
        )
    )


def advance(connection: psycopg.Connection, view: str, since: int, position: int, *, indexed: bool) -> None:
    """Move the position that the tables hold, first thing in the transaction that brings them there. Cancelled."""
    _unless_cancelled(
        connection.execute(
            "UPDATE views.aside SET position = %s, reached = %s, indexed = %s"
            " WHERE place = %s AND view = %s AND position = %s",
            [position, position, indexed, NEXT, view, since],
        )
    )


def keep(connection: psycopg.Connection, view: str) -> None:
    """Move a view that serves aside, where one stands, in place of what was kept before.

    Its position is the checkpoint, or that at which the code went on without it.
    """
    if view not in install.fingerprints(connection):
        return
    discard(connection, KEPT, view)
    for (tables,) in connection.execute(
        "INSERT INTO views.aside (place, view, version, fingerprint, tables, indexed, position)"
        " SELECT %s, view, version, fingerprint, tables, true,"
        " coalesce((SELECT min(position) - 1 FROM views.parked"
        "   WHERE parked.view = installed.view AND reason = %s), checkpoint.position)"
        " FROM views.installed CROSS JOIN views.checkpoint WHERE view = %s AND name = %s RETURNING tables",
        [KEPT, OUTDATED, view, SERVING],
    ).fetchall():
        _move(connection, tables, SCHEMA, KEPT)
    parking.keep(connection, KEPT, view)


def join(connection: psycopg.Connection, view: View) -> None:
    """Move a view that was rebuilt to where it serves, with what is missing in it. Nothing may serve there."""
    _move(connection, [table.name for table in view.tables], NEXT, SCHEMA)
    install.record(connection, view)
    parking.replace(connection, NEXT, view.name)
    connection.execute("DELETE FROM views.aside WHERE place = %s AND view = %s", [NEXT, view.name])


def recall(connection: psycopg.Connection, view: str) -> None:
    """Move what was kept to where it can be brought up to date, in place of a rebuild begun; in a transaction."""
    discard(connection, NEXT, view)
    for (tables,) in connection.execute(
        "UPDATE views.aside SET place = %s WHERE place = %s AND view = %s RETURNING tables", [NEXT, KEPT, view]
    ).fetchall():
        _move(connection, tables, KEPT, NEXT)


def discard(connection: psycopg.Connection, place: str, view: str) -> bool:
    """Drop what stands aside under a view's name, in a transaction; False if there is nothing."""
    gone = connection.execute(
        "DELETE FROM views.aside WHERE place = %s AND view = %s RETURNING tables", [place, view]
    ).fetchone()
    for table in gone[0] if gone else ():
        install.drop(connection, place, table)
    return gone is not None


def _move(connection: psycopg.Connection, tables: list[str], before: str, after: str) -> None:
    query = "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relname = ANY (%s)"
    names = [*tables, *(install.skeleton(table) for table in tables)]
    for (name,) in connection.execute(query, [before, names]).fetchall():
        connection.execute(
            sql.SQL("ALTER TABLE {} SET SCHEMA {}").format(sql.Identifier(before, name), sql.Identifier(after))
        )


def _unless_cancelled(moved: psycopg.Cursor) -> None:
    if moved.rowcount == 0:
        raise Cancelled
