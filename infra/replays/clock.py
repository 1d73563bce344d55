"""The times of the log's events, found by position: `at` has no index, and never falls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import psycopg

TIMES = "SELECT notification_id, at FROM log.events WHERE notification_id = ANY (%s)"


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
        return self._times([position])[position]

    def positions(self, times: Sequence[datetime], head: int) -> list[int]:
        """For each time the last position whose event had happened by then; zero for times before the first.

        All are searched together by halving, one question to the database for each half.
        """
        low, high = [0] * len(times), [head] * len(times)
        while any(below < above for below, above in zip(low, high, strict=True)):
            middle = [(below + above + 1) // 2 for below, above in zip(low, high, strict=True)]
            found = self._times(middle)
            for place, position in enumerate(middle):
                if position and found[position] <= times[place]:
                    low[place] = position
                else:
                    high[place] = max(low[place], position - 1)
        return low

    def _times(self, positions: Sequence[int]) -> dict[int, datetime]:
        return dict(self._connection.execute(TIMES, [list(positions)]).fetchall())
