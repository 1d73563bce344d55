"""The log of the domain on PostgreSQL: appends through the group commit, reads through a pool."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar
from uuid import UUID

from domain.events import Aggregate, Event
from domain.log import Append, Once, Receipt, Recorded
from infra.database.pool import open_pool
from infra.log.appender import Appender
from infra.log.cause import cause
from infra.log.codec import encode
from infra.log.decide import Wish
from infra.log.identifiers import draw
from infra.log.reader import Reader
from infra.log.writer import Wrote, forget
from infra.telemetry.spans import NO_SPANS, Spans

A = TypeVar("A", bound=Aggregate)


class PostgresLog:
    """Implements `domain.log.Log`. Use it from one event loop; `open_log` makes one."""

    def __init__(self, appender: Appender, reader: Reader, spans: Spans = NO_SPANS) -> None:
        self._appender = appender
        self._reader = reader
        self._spans = spans

    def append(self, wish: Append) -> asyncio.Future[Receipt]:
        """Write a command's events durably. Raises LogFull and Unencodable at once, Conflict and KeyReused later."""
        events = wish.facts
        event_ids = wish.event_ids or [draw() for _ in events]
        because, trace = cause(), self._spans.trace()
        facts = [encode(event, event_id, because, trace) for event, event_id in zip(events, event_ids, strict=True)]
        return self._appender.submit(_wish(wish, events, event_ids), facts)

    async def recall(self, once: Once) -> Receipt | None:
        """The receipt of an earlier command under this key, None if there was none. Raises KeyReused."""
        return await self._reader.recall(once)

    async def load(self, kind: type[A], aggregate_id: UUID) -> A | None:
        """An aggregate folded from its stream, or None if the stream is empty."""
        return await self._reader.load(kind, aggregate_id)

    async def read(self, after: int, limit: int, topics: Sequence[str] | None = None) -> list[Recorded]:
        """At most `limit` events after a position, in order; only of some topics if named."""
        return await self._reader.read(after, limit, topics)

    async def head(self) -> int:
        """The position of the newest event; 0 when there is none."""
        return await self._reader.head()


@asynccontextmanager
async def open_log(
    conninfo: str, *, queue: int = 4096, spans: Spans = NO_SPANS, wrote: Wrote = forget
) -> AsyncIterator[PostgresLog]:
    """The log in a database, until the block ends.

    queue  most commands that wait to be written
    wrote  is told the size of each batch
    """
    async with open_pool(conninfo, name="log") as pool:
        appender = Appender(conninfo, queue=queue, spans=spans, wrote=wrote)
        appender.start()
        try:
            yield PostgresLog(appender, Reader(pool), spans)
        finally:
            await appender.aclose()


def _wish(wish: Append, events: Sequence[Event], event_ids: Sequence[UUID]) -> Wish:
    return Wish(
        result=wish.result,
        steps=[(event.originator_id, event.originator_version) for event in events],
        on=wish.toggle.on if wish.toggle else None,
        event_ids=event_ids,
        given=bool(wish.event_ids),
        once=wish.once,
    )
