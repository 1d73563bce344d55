"""The eventsourcing library as it comes: its PostgreSQL recorder, and its projection runner over a counter of likes."""

from __future__ import annotations

import time
from functools import singledispatchmethod
from typing import Any

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, DomainEventProtocol, event
from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from bench.harness import Sample, timed
from bench.place import fresh_database
from infra.servers.postgres import PostgresServer

BATCH = 500
POSTS = 100


class Like(Aggregate):
    """A like, as a newcomer to the library would write it."""

    @event("Given")
    def __init__(self, post: str) -> None:
        self.post = post


class LikeCounts(PostgresTrackingRecorder):
    """Likes by post, counted with the tracking in one transaction, as the library's documentation shows."""

    def __init__(self, datastore: PostgresDatastore, **kwargs: Any) -> None:  # the library's own arguments
        super().__init__(datastore, **kwargs)
        table = Identifier(self.datastore.schema, "like_counts")
        self.sql_create_statements.append(
            SQL("CREATE TABLE IF NOT EXISTS {} (post text PRIMARY KEY, likes bigint NOT NULL)").format(table)
        )
        self._count = SQL(
            "INSERT INTO {} AS counts VALUES (%s, 1) ON CONFLICT (post) DO UPDATE SET likes = counts.likes + 1"
        ).format(table)
        self._sum = SQL("SELECT sum(likes) FROM {}").format(table)

    def count(self, post: str, tracking: Tracking) -> None:
        """One like more."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(self._count, (post,))

    def total(self) -> int:
        """All likes."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(self._sum)
            row = cursor.fetchone()
        assert row
        return int(row["sum"])


class Counting(Projection[LikeCounts]):
    """Counts likes."""

    name = "counting"

    @singledispatchmethod
    def process_event(self, event: DomainEventProtocol[Any], tracking: Tracking) -> None:
        """Of nothing else."""

    @process_event.register
    def _(self, event: Like.Given, tracking: Tracking) -> None:  # type: ignore[name-defined]  # made by the decorator
        self.view.count(event.post, tracking)


def environment(server: PostgresServer) -> dict[str, str]:
    """The library's settings for a fresh database of ours."""
    address = conninfo_to_dict(server.superuser)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": fresh_database(server),
        "POSTGRES_HOST": str(address["host"]),
        "POSTGRES_PORT": "5432",
        "POSTGRES_USER": str(address["user"]),
        "POSTGRES_PASSWORD": str(address["password"]),
    }


def recorded(server: PostgresServer, events: int) -> Sample:
    """Stored events through its recorder, so many at a time."""
    application: Application[Any] = Application(env=environment(server))
    likes = [like for number in range(events) for like in Like(f"post {number % POSTS}").collect_events()]
    with timed() as sample:
        for first in range(0, events, BATCH):
            stored = [application.mapper.to_stored_event(like) for like in likes[first : first + BATCH]]
            application.recorder.insert_events(stored)
        sample.operations = events
    assert application.recorder.max_notification_id() == events
    application.close()
    return sample


def projected(server: PostgresServer, events: int) -> Sample:
    """Likes that are there, counted by its runner."""
    env = environment(server)
    application: Application[Any] = Application(env=env)
    for first in range(0, events, BATCH):
        application.save(*(Like(f"post {number % POSTS}") for number in range(first, min(events, first + BATCH))))
    sample = Sample(events, 0.0)
    began = time.perf_counter()
    with ProjectionRunner(
        application_class=Application, projection_class=Counting, view_class=LikeCounts, env=env
    ) as runner:
        runner.wait(events, timeout=600)
        sample.seconds = time.perf_counter() - began
        assert runner.projection.view.total() == events
    application.close()
    return sample
