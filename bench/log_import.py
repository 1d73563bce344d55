"""B2: bulk import of events, against a binary COPY of the same rows packed beforehand, into an identical table."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

import psycopg

from bench.harness import Benchmark, Sample, timed
from bench.place import fresh_database, postgres
from domain.events import Event
from domain.reactions import PostLiked, like
from infra.log.codec import encode
from infra.log.identifiers import draw
from infra.log.importer import import_events
from infra.log.packing import COPY, HEADER, TRAILER, pack
from infra.servers.postgres import PostgresServer

AT = datetime(2026, 1, 1, tzinfo=UTC)
BUFFER = 1 << 17


def likes(count: int) -> list[Event]:
    """Likes of different people of different posts, each the first of its stream."""
    wishes = (like(uuid4(), uuid4(), uuid4()) for _ in range(count))
    toggles = (wish.toggle.event for wish in wishes if wish.toggle)
    return [PostLiked(**vars(event) | {"originator_version": 1, "timestamp": AT}) for event in toggles]


def ours(server: PostgresServer, events: Sequence[Event]) -> Sample:
    """Import into a fresh log, and count what is there."""
    conninfo = server.conninfo("limn_api", fresh_database(server))
    with timed() as sample:
        sample.operations = import_events(conninfo, events)
    check(conninfo, len(events))
    return sample


def packed(server: PostgresServer, events: Sequence[Event]) -> Sample:
    """COPY of the same rows, ready made."""
    conninfo = server.conninfo("limn_api", fresh_database(server))
    rows = (pack(encode(event, draw()), 1, position, 0) for position, event in enumerate(events, 1))
    content = b"".join([HEADER, *rows, TRAILER])
    with timed() as sample, psycopg.connect(conninfo) as connection, connection.cursor().copy(COPY) as copy:
        for begin in range(0, len(content), BUFFER):
            copy.write(content[begin : begin + BUFFER])
        sample.operations = len(events)
    check(conninfo, len(events))
    return sample


def check(conninfo: str, count: int) -> None:
    with psycopg.connect(conninfo) as connection:
        assert connection.execute("SELECT count(*) FROM log.events").fetchone() == (count,)


def main(count: int = 200_000, rounds: int = 5) -> None:
    """Run it; floor and aim are those of the project."""
    events = likes(count)
    with postgres() as server:
        Benchmark(
            name="log_import",
            title="Bulk import of events",
            contenders={
                "import": partial(ours, server, events),
                "packed binary COPY": partial(packed, server, events),
            },
            against=["packed binary COPY"],
            floor=0.5,
            aim=0.8,
            rounds=rounds,
            sizes={"events": count},
        ).run()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
