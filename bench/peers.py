"""B2 and B3 beside others: writing likes in bulk, and counting them by post, each by the means that a tool offers.

Ours are the bulk import and the rebuild of `trending`; beside them the eventsourcing library (recorder, projection
runner), Emmett (Node.js, PostgreSQL; `bench/emmett`), and for counting plain DuckDB SQL over Parquet.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bench import library
from bench.harness import Benchmark, Sample, timed
from bench.log_import import likes, ours, packed
from bench.place import fresh_database, postgres
from bench.rebuild import installed, rebuilt
from domain.events import Event
from infra.log.importer import import_events
from infra.node import find_node
from infra.servers.postgres import PostgresServer
from infra.settings import environment
from projections.views import trending

EMMETT = Path(__file__).with_name("emmett")
BATCH, POSTS = 500, 100


def counted(server: PostgresServer, events: list[Event]) -> Sample:
    """A rebuild of the tallies of likes."""
    name = fresh_database(server)
    import_events(server.conninfo("limn_api", name), events)
    engine = server.conninfo("limn_engine", name)
    installed(engine, len(events))
    sample = rebuilt(engine, trending.view)
    with psycopg.connect(engine) as connection:
        found = connection.execute("SELECT sum(likes_gained) FROM views.trending_tally").fetchone()
    assert found == (len(events),)
    return sample


def in_duckdb(folder: Path, events: list[Event]) -> Sample:
    """One SQL statement over a Parquet file."""
    import duckdb  # noqa: PLC0415 - of the analysis group, and for this alone
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    file = folder / "likes.parquet"
    table = pa.table({"actor": [str(e.actor) for e in events], "post": [str(e.subject) for e in events]})
    parquet.write_table(table, file)
    with timed() as sample, duckdb.connect() as connection:
        rows = connection.execute("SELECT post, count(*) FROM read_parquet(?) GROUP BY post", [str(file)]).fetchall()
        sample.operations = len(events)
    assert sum(count for _, count in rows) == len(events)
    return sample


def emmett(server: PostgresServer, events: int, what: str) -> Sample:
    """What Node.js took to `append` in batches, or to `project`."""
    database = fresh_database(server)
    address = conninfo_to_dict(server.superuser)
    secret, host = quote(str(address["password"])), quote(str(address["host"]), safe="")
    url = f"postgresql://{address['user']}:{secret}@localhost/{database}?host={host}"
    argv = [str(find_node().node), "run.mjs", str(events), str(BATCH), str(POSTS)]
    told = environment(DATABASE_URL=url)  # and not as an argument, which every process may read
    done = subprocess.run(argv, cwd=EMMETT, env=told, capture_output=True, text=True, check=True)
    with psycopg.connect(make_conninfo(server.superuser, dbname=database)) as connection:
        assert connection.execute("SELECT sum(likes) FROM like_counts").fetchone() == (events,)
    return Sample(events, float(json.loads(done.stdout)[what]))


def main(ours_count: int = 200_000, theirs: int = 4_000, rounds: int = 5) -> None:
    """Ours over more events, as their rates do not depend on how many there are."""
    if not (EMMETT / "node_modules").is_dir():
        subprocess.run([*find_node().npm, "ci", "--silent"], cwd=EMMETT, check=True)
    events, sizes = likes(ours_count), {"ours": ours_count, "theirs": theirs}
    with postgres() as server:
        Benchmark(
            name="peers_write",
            title="B2: likes written in bulk",
            contenders={
                "import": partial(ours, server, events),
                "packed binary COPY": partial(packed, server, events),
                "eventsourcing's recorder": partial(library.recorded, server, theirs),
                "Emmett's appendToStream": partial(emmett, server, theirs, "append"),
            },
            against=["eventsourcing's recorder", "Emmett's appendToStream"],
            floor=1.0,
            aim=10.0,
            rounds=rounds,
            sizes=sizes,
        ).run()
        Benchmark(
            name="peers_count",
            title="B3: likes counted by post, durably but for DuckDB",
            contenders={
                "rebuild of trending": partial(counted, server, events),
                "DuckDB over Parquet": partial(in_duckdb, server.folder.parent, events),
                "eventsourcing's runner": partial(library.projected, server, theirs),
                "Emmett's projector": partial(emmett, server, theirs, "project"),
            },
            against=["eventsourcing's runner", "Emmett's projector"],
            floor=1.0,
            aim=10.0,
            rounds=rounds,
            sizes=sizes,
        ).run()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
