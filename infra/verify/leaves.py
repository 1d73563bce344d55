"""Stored rows as leaves: the digest of every column of an event, as PostgreSQL itself puts a row on the wire.

The framing is that of its `record_send`: how many columns, then of each its type, its length (-1 for null) and its
bytes. So it cannot be read in two ways, and no fold, codec or key has a part in it: a shredded key changes no leaf.
"""

from __future__ import annotations

from collections.abc import Mapping

import psycopg

from infra.verify.tree import DIGEST

COLUMNS = (
    "notification_id, at, originator_id, originator_version, topic, state, actor, subject, event_id, schema_version,"
    " personal, correlation_id, causation_id, trace"
)
"""Every column there is, in an order that never changes."""

LEAVES = (
    "SELECT array_agg(notification_id ORDER BY notification_id),"  # noqa: S608 - constants only
    " string_agg(sha256('\\x00'::bytea || record_send(stored)), ''::bytea ORDER BY notification_id)"
    f" FROM (SELECT {COLUMNS} FROM log.events WHERE notification_id > %s AND notification_id <= %s) AS stored"
)


def stored(connection: psycopg.Connection, after: int, upto: int) -> Mapping[int, bytes]:
    """The leaves of the events in (after, upto] that are there, by their positions, in order."""
    with connection.cursor(binary=True) as cursor:
        row = cursor.execute(LEAVES, [after, upto], prepare=True).fetchone()
    assert row
    positions, leaves = row[0] or [], row[1] or b""
    return {position: leaves[n * DIGEST : (n + 1) * DIGEST] for n, position in enumerate(positions)}
