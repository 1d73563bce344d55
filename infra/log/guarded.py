"""A log that takes nothing new while the disk is nearly full. What was answered before stays answered, and is read."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar
from uuid import UUID

from domain.events import Aggregate
from domain.log import Append, Log, Once, Receipt
from infra.room import Room

A = TypeVar("A", bound=Aggregate)


class GuardedLog:
    """Implements `domain.log.Log`."""

    def __init__(self, log: Log, room: Room) -> None:
        self._log = log
        self._room = room

    async def append(self, wish: Append) -> Receipt:
        """As the log's; NoRoom while there is none."""
        self._room.check()
        return await self._log.append(wish)

    def recall(self, once: Once) -> Awaitable[Receipt | None]:
        """As the log's."""
        return self._log.recall(once)

    def load(self, kind: type[A], aggregate_id: UUID) -> Awaitable[A | None]:
        """As the log's."""
        return self._log.load(kind, aggregate_id)
