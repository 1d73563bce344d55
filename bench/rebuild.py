"""B3: the rebuild of each view, rows and checkpoint durable, against COPY of the same log to a client."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import psycopg

from bench.harness import Benchmark, Sample, timed
from bench.place import past_database, postgres
from infra.folds import LogSource
from infra.log.packing import COLUMN_NAMES
from projections.catalogue import SERVING
from projections.checkpoint import SERVING as GROUP
from projections.install import install
from projections.rebuild import Rebuild
from projections.view import View


def installed(engine: str, events: int) -> None:
    """The views are there, and empty; all of the log is to be rebuilt."""
    with psycopg.connect(engine, autocommit=True) as connection:
        install(connection, SERVING)
        connection.execute("UPDATE views.checkpoint SET position = %s WHERE name = %s", [events, GROUP])


def rebuilt(engine: str, view: View) -> Sample:
    """One rebuild, joined; checks that all of the log is in it."""
    with psycopg.connect(engine, autocommit=True) as connection, timed() as sample:
        done = Rebuild(connection, LogSource(engine), view).run()
        sample.operations = done.position
    assert done.parked == 0, "an event could not be folded"
    return sample


def copied(engine: str, events: int) -> Sample:
    """The same log, sent to a client that only counts the bytes."""
    with psycopg.connect(engine) as connection, timed() as sample:
        size = 0
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY log.events ({COLUMN_NAMES}) TO STDOUT (FORMAT BINARY)") as copy,
        ):
            for block in copy:
                size += len(block)
        sample.operations = events
    assert size > events * 100, "the log is not all there"
    return sample


def digest(engine: str, view: View) -> list[tuple[object, ...]]:
    """What a view's tables hold, as one line each, whatever the order of rows."""
    with psycopg.connect(engine) as connection:
        return [
            connection.execute(
                f"SELECT count(*), sum(hashtextextended(t::text, 0)::numeric) FROM views.{table.name} t"
            ).fetchone()
            or ()
            for table in view.tables
        ]


def main(events: int = 500_000, rounds: int = 5) -> None:
    """All of them, and each view's own ratio."""
    with postgres() as server:
        engine = server.conninfo("limn_engine", past_database(server, events))
        installed(engine, events)
        contenders: dict[str, Callable[[], Sample]] = {v.name: partial(rebuilt, engine, v) for v in SERVING}
        for view in SERVING:
            rebuilt(engine, view)
        before = [digest(engine, view) for view in SERVING]
        ratios = compare(contenders | {"COPY to a client": partial(copied, engine, events)}, events, rounds)
        assert [digest(engine, view) for view in SERVING] == before, "two rebuilds differ"
    for view_name, ratio in ratios.items():
        print(f"  {view_name:<12} {ratio:.3f} of COPY")


def compare(contenders: dict[str, Callable[[], Sample]], events: int, rounds: int) -> dict[str, float]:
    """Run the rounds; each view's median rate as a share of COPY's."""
    result = Benchmark(
        name="rebuild",
        title="B3: rebuild of each view against COPY of the log to a client",
        contenders=dict(sorted(contenders.items(), key=lambda item: item[0] != "posts")),
        against=["COPY to a client"],
        floor=0.08,
        aim=1.0,
        rounds=rounds,
        sizes={"events": events},
    ).run()
    rates = result["contenders"]
    assert isinstance(rates, dict)
    return {
        name: rates[name]["rate"] / rates["COPY to a client"]["rate"] for name in contenders if name in SERVING_NAMES
    }


SERVING_NAMES = {view.name for view in SERVING}

if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
