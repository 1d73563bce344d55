"""Events that a view could not fold, and the count of crashes while folding: durable, so that a restart knows.

Parking leaves its view incomplete. A rebuild mends it; the event is never applied late.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg

from projections.fold import OUTDATED, Parked

ENGINE = ""
"""Stands for the engine as a whole where a view's name would be."""

logger = logging.getLogger(__name__)


def park(connection: psycopg.Connection, parked: Sequence[Parked]) -> None:
    """Remember events that views could not fold, in the transaction that moves past them, and say so."""
    if parked:
        _say(parked)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO views.parked (view, position, reason) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
                [one[:3] for one in parked],
            )


def park_aside(connection: psycopg.Connection, place: str, parked: Sequence[Parked]) -> None:
    """The same for a view that stands aside."""
    if parked:
        _say(parked)
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO views.aside_parked (place, view, position, reason) VALUES (%s, %s, %s, %s)",
                [(place, *one[:3]) for one in parked],
            )


def keep(connection: psycopg.Connection, place: str, view: str) -> None:
    """What was parked for a view that served goes aside with it, save that its code had changed."""
    connection.execute(
        "INSERT INTO views.aside_parked SELECT %s, view, position, reason FROM views.parked"
        " WHERE view = %s AND reason <> %s",
        [place, view, OUTDATED],
    )


def replace(connection: psycopg.Connection, place: str, view: str) -> None:
    """What a view that stood aside could not fold takes the place of what was parked for the one that served."""
    connection.execute("DELETE FROM views.parked WHERE view = %s", [view])
    connection.execute(
        "INSERT INTO views.parked SELECT view, position, reason FROM views.aside_parked WHERE place = %s AND view = %s",
        [place, view],
    )


def count(connection: psycopg.Connection, view: str) -> int:
    """How much is parked for a view."""
    row = connection.execute("SELECT count(*) FROM views.parked WHERE view = %s", [view]).fetchone()
    assert row
    return int(row[0])


@contextmanager
def counted(connection: psycopg.Connection, view: str, position: int) -> Iterator[int]:
    """Do something that may kill this process; gives how often it has begun here before without an end.

    An exception is no end: the count stays, as after a crash.
    """
    row = connection.execute(
        "INSERT INTO views.attempt AS a (view, position, count) VALUES (%s, %s, 1)"
        " ON CONFLICT (view, position) DO UPDATE SET count = a.count + 1 RETURNING count - 1",
        [view, position],
    ).fetchone()
    assert row
    yield row[0]
    connection.execute("DELETE FROM views.attempt WHERE view = %s AND position = %s", [view, position])


def _say(parked: Sequence[Parked]) -> None:
    """One line for all that one mistake parks."""
    alike: dict[tuple[str, str, str], list[int]] = {}
    for view, position, reason, cause in parked:
        alike.setdefault((view, reason, cause), []).append(position)
    for (view, reason, cause), positions in alike.items():
        first, number = positions[0], len(positions)
        logger.error("%s is incomplete: %d parked, the first at %d: %s %s", view, number, first, reason, cause)
