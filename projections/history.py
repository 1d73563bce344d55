"""The log as the past is told from it: a position at a time, and what things did and what was done to them.

Nothing in it ever changes, so who reads says up to where, and needs no snapshot.
"""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from domain.log import Recorded


class Timeline(Protocol):
    """Positions and times. `upto` is the last position that is looked at, `limit` how many events are given at most."""

    def read(self, after: int, upto: int, limit: int) -> Awaitable[Sequence[Recorded]]:
        """Events in (after, upto]."""
        ...

    def position_at(self, time: datetime, upto: int) -> Awaitable[int]:
        """The position of the last event that is not later than a time; 0 where there is none."""
        ...

    def time_of(self, position: int) -> Awaitable[datetime]:
        """When the event at a position happened."""
        ...


class History(Timeline, Protocol):
    """And what each event is about. All give events in order."""

    def streams(
        self, ids: Sequence[UUID], upto: int, topics: Sequence[str], limit: int
    ) -> Awaitable[Sequence[Recorded]]:
        """Events of these streams and topics."""
        ...

    def among(
        self, things: Sequence[UUID], after: int, upto: int, topics: Sequence[str], limit: int
    ) -> Awaitable[Sequence[Recorded]]:
        """Events of these topics in (after, upto] that these did, that are about them, or that nobody did."""
        ...

    def last_about(self, things: Sequence[UUID], upto: int, topics: Sequence[str]) -> Awaitable[dict[UUID, int]]:
        """The position of the last event of these topics about each thing; things without one are left out."""
        ...
