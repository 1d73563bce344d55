"""A folded past that has gone on for years: its month in the views many times over, without hours of writing.

Each copy of the month lies a month before the one after it, with the same posts under other ids and as many likes and
comments, those of a post in one bucket. The log itself is not multiplied, and nothing here reads it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import psycopg

from bench.place import past_database
from bench.rebuild import installed
from infra.folds import LogSource
from infra.servers.postgres import PostgresServer
from projections.catalogue import SERVING
from projections.rebuild import Rebuild
from projections.tables import Table
from projections.views import follows, posts, renders, trending

EVENTS = 190_000
"""So many have ten thousand posts."""
FOLLOWED = 1_000

PLACES = ("shared_position", "first_listed_position", "first_public_position", "visibility_since", "changed_at")
TIMES = ("created_at", "first_public_at")
MONTH = 30 * 86_400
COPY_ID = "md5({}::text || copy)::uuid"


def crowd(server: PostgresServer, times: int) -> tuple[str, int, UUID]:
    """A database with so many times ten thousand posts: its name, how many they are, and who follows 1,000 people."""
    name = past_database(server, EVENTS, datetime.now(UTC))
    engine = server.conninfo("limn_engine", name)
    installed(engine, EVENTS)
    with psycopg.connect(engine, autocommit=True) as connection:
        for view in SERVING:
            Rebuild(connection, LogSource(engine), view).run()
        if times > 1:
            _multiply(connection, times)
        viewer = _follower(connection)
        for view in (posts.view, renders.view, trending.view, follows.view):
            for table in view.tables:
                connection.execute(f"VACUUM ANALYZE views.{table.name}")
        row = connection.execute("SELECT count(*) FROM views.posts").fetchone()
    assert row
    return name, int(row[0]), viewer


def _multiply(connection: psycopg.Connection, times: int) -> None:
    sums = {name: f"sum({name})" for name in trending.tally.adds}
    post, render = (COPY_ID.format(name) for name in ("post", "render"))
    counted = {"bucket": f"min(bucket) - copy * {MONTH}", "post": post, **sums}
    _copy(connection, trending.tally, times, counted, " GROUP BY post, copy")
    earlier = {name: f"{name} - copy * interval '30 days'" for name in TIMES}
    places = {name: f"{name} - copy * {EVENTS}" for name in PLACES}
    _copy(connection, posts.posts, times, {"post": post, "render": render, **earlier, **places})
    _copy(connection, renders.renders, times, {"render": render, "position": f"position - copy * {EVENTS}"})
    later = ", ".join(f"{name} = {name} + {(times - 1) * EVENTS}" for name in PLACES)
    connection.execute(f"UPDATE views.posts SET {later}")
    connection.execute("UPDATE views.checkpoint SET position = position * %s", [times])


def _copy(connection: psycopg.Connection, table: Table, times: int, columns: dict[str, str], grouped: str = "") -> None:
    values = ", ".join(columns.get(name, name) for name in table.columns)
    connection.execute(
        f"INSERT INTO views.{table.name} ({', '.join(table.columns)})"
        f" SELECT {values} FROM views.{table.name}, generate_series(1, {times - 1}) AS copy{grouped}"
    )


def _follower(connection: psycopg.Connection) -> UUID:
    """Someone is made to follow a thousand people who share."""
    (account,) = connection.execute("SELECT account FROM views.accounts ORDER BY account LIMIT 1").fetchone() or (None,)
    assert isinstance(account, UUID)
    connection.execute(
        "INSERT INTO views.follows (follower, followed, position) SELECT %s, author, 1 FROM (SELECT DISTINCT author"
        " FROM views.posts WHERE author <> %s ORDER BY author LIMIT %s) AS sharing ON CONFLICT DO NOTHING",
        [account, account, FOLLOWED],
    )
    return account
