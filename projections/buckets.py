"""Stretches of five minutes, in which tallies count. A finished one never changes: time never runs against position."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.events import Event
from projections.connection import Connection
from projections.reading import rows
from projections.tables import Table

BUCKET_SECONDS = 300
Counts = dict[UUID, dict[str, int]]
"""What things have in a tally: counters by name."""


def bucket_at(time: datetime) -> int:
    """When the bucket of a time began, in seconds since 1970."""
    return int(time.timestamp()) // BUCKET_SECONDS * BUCKET_SECONDS


def bucket_of(event: Event) -> int:
    """The same, of an event."""
    return bucket_at(event.timestamp)


def before(bucket: int) -> datetime:
    """The last moment before a bucket, as finely as the log tells time."""
    return datetime.fromtimestamp(bucket, UTC) - timedelta(microseconds=1)


async def counted_before(connection: Connection, tally: Table, things: Sequence[UUID], bucket: int) -> Counts:
    """What a tally of things by bucket holds in all buckets before one."""
    (thing,) = (name for name in tally.key if name != "bucket")
    sums = ", ".join(f"sum({name})::bigint" for name in tally.adds)
    found = await rows(
        connection,
        lambda key, *counts: (key, dict(zip(tally.adds, counts, strict=True))),
        f"SELECT {thing}, {sums} FROM views.{tally.name}"  # noqa: S608 - our own names
        f" WHERE {thing} = ANY(%s) AND bucket < %s GROUP BY {thing}",
        list(things),
        bucket,
    )
    return dict(found)
