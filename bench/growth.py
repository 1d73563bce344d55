"""B4: how the rebuild of the largest view grows with the log: twice the events, twice the time.

``python -m bench.growth 10000 100000 1000000 10000000`` takes the sizes; the last takes minutes to write.
"""

from __future__ import annotations

import sys
from functools import partial

import psycopg

from bench.harness import Benchmark, Sample
from bench.place import past_database, postgres
from bench.rebuild import installed, rebuilt
from infra.servers.postgres import PostgresServer
from projections.view import View
from projections.views import posts

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 3

IN_LOG = "SELECT count(*) FROM log.events WHERE topic = %s"
IN_VIEW = "SELECT count(*), coalesce(sum(like_count), 0) FROM views.posts"


def filled(server: PostgresServer, events: int) -> str:
    """Conninfo of the engine in a database with a past of so many events and empty views."""
    engine = server.conninfo("limn_engine", past_database(server, events))
    installed(engine, events)
    return engine


def measured(engine: str, view: View) -> Sample:
    """One rebuild; checks that every post and every like is in it."""
    sample = rebuilt(engine, view)
    with psycopg.connect(engine) as connection:
        shared, liked, unliked = (
            _one(connection, IN_LOG, topic) for topic in ("post.shared", "post.liked", "post.unliked")
        )
        assert connection.execute(IN_VIEW).fetchone() == (shared, liked - unliked), "something is missing"
    return sample


def _one(connection: psycopg.Connection, query: str, value: str) -> int:
    row = connection.execute(query, [value]).fetchone()
    assert row
    return int(row[0])


def main(*sizes: int) -> None:
    """The largest of the sizes against the best of the others: its rate is not to fall."""
    with postgres() as server:
        names = {events: f"{events:,} events" for events in sorted(sizes or SIZES, reverse=True)}
        engines = {events: filled(server, events) for events in names}
        *_, largest = sorted(names)
        Benchmark(
            name="growth",
            title="B4: rebuild of posts, by the size of the log",
            contenders={names[events]: partial(measured, engines[events], posts.view) for events in names},
            against=[name for events, name in names.items() if events != largest],
            floor=round(1 / 1.3, 2),
            aim=round(1 / 1.1, 2),
            rounds=ROUNDS,
            sizes={"events": sorted(names)},
        ).run()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
