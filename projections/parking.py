"""Events that a view could not fold, and the count of crashes while folding: durable, so that a restart knows.

Parking leaves its view incomplete. A rebuild mends it; the event is never applied late.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg

from projections.fold import Parked

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


def replace(connection: psycopg.Connection, view: str, parked: Sequence[Parked]) -> None:
    """What a rebuild could not fold takes the place of what was parked for the view."""
    connection.execute("DELETE FROM views.parked WHERE view = %s", [view])
    park(connection, parked)


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
