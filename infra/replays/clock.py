"""The times of the log's events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import psycopg

from infra.events import POSITION_AT


class LogClock:
    """Implements `projections.replays.timeline.Clock` over a connection of the caller's."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def head(self) -> int:
        """The newest position; zero where nothing has happened."""
        row = self._connection.execute("SELECT position FROM log.head").fetchone()
        assert row, "the log has a head from the first migration on"
        return int(row[0])

    def time(self, position: int) -> datetime:
        """When an event happened that is there."""
        row = self._connection.execute("SELECT at FROM log.events WHERE notification_id = %s", [position]).fetchone()
        assert row, "positions have no gaps"
        time: datetime = row[0]
        return time

    def positions(self, times: Sequence[datetime], head: int) -> list[int]:
        """For each time the last position whose event had happened by then; zero for times before the first."""
        with self._connection.pipeline():
            found = [self._connection.execute(POSITION_AT, {"time": time, "upto": head}) for time in times]
            return [int(position) for (position,) in (cursor.fetchone() or (0,) for cursor in found)]
