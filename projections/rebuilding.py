"""Who rebuilds a view: one at a time, whoever it is, and ended by anyone who may."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from projections import aside
from projections.aside import KEPT, NEXT, Cancelled
from projections.view import View

KEY = "hashtextextended('limn rebuild ' || {view}, 0)"
"""The advisory lock of a view's rebuild."""

HOLDERS = f"""
SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND datname = current_database()
AND (classid::bigint << 32 | objid::bigint) = {KEY}
"""  # noqa: S608 - constants only
"""The backends that hold it: one at most."""

LOCK = f"SELECT pg_advisory_lock({KEY})".format(view="%s")
UNLOCK = f"SELECT pg_advisory_unlock({KEY})".format(view="%s")
HOLDER = HOLDERS.format(view="%s")


@contextmanager
def alone(connection: psycopg.Connection, view: str) -> Iterator[None]:
    """Be the only one that rebuilds a view; who comes later waits. Cancelled if somebody ends what is done here."""
    connection.execute(LOCK, [view])
    try:
        yield
    except psycopg.errors.QueryCanceled:
        raise Cancelled from None
    finally:
        if not connection.broken:
            connection.execute(UNLOCK, [view])


def at_work(connection: psycopg.Connection, view: str) -> bool:
    """Whether somebody rebuilds a view at this moment."""
    return connection.execute(HOLDER, [view]).rowcount > 0


def cancel(connection: psycopg.Connection, view: str) -> bool:
    """End a view's rebuild, whoever runs it, and leave nothing of it; False if there was none."""
    for (pid,) in connection.execute(HOLDER, [view]).fetchall():
        connection.execute("SELECT pg_cancel_backend(%s)", [pid])
    with connection.transaction():
        return aside.discard(connection, NEXT, view)


def kept_by(connection: psycopg.Connection, view: View) -> bool:
    """Whether a view is kept that this code made, and in which nothing is missing: it may be put back unasked."""
    found = aside.find(connection, KEPT, view.name)
    return found is not None and found.fingerprint == view.fingerprint and found.whole


def forget(connection: psycopg.Connection, view: str) -> bool:
    """Drop what is kept of a view; False if nothing is."""
    with connection.transaction():
        return aside.discard(connection, KEPT, view)
