"""Where folds read the log. The implementation knows how events are stored; folds do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import psycopg

from domain.log import Recorded

LOG_CHANNEL = "limn_log"
"""Notified inside every append."""


class Source(Protocol):
    """The log, in order. What cannot be read comes as `Unreadable`."""

    def page(self, connection: psycopg.Connection, after: int, limit: int) -> list[Recorded]:
        """The events in (after, after + limit], all of them, over a connection of the caller's."""
        ...

    def stream(self, after: int, upto: int, topics: Sequence[str]) -> Iterator[list[Recorded]]:
        """The events of these topics in (after, upto], in order and in constant memory, over its own connection."""
        ...
