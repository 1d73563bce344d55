"""Group commit: commands of many callers join one transaction, and each gets its own answer after the fsync."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

from domain.log import LogFull, Receipt
from infra.log.codec import Fact
from infra.log.decide import Verdict, Wish, decide
from infra.log.transaction import Connection, begin, finish

BATCH = 512
"""Most wishes in one transaction."""

SHARE = 32
"""Fewer wishes than this are not divided among writers."""

PATIENCE = 10.0
"""Seconds for one transaction; after them its connection is given up and its outcome is asked for anew."""

FAREWELL = 5.0
"""Seconds that closing waits for what is queued."""

PAUSES = (0.01, 0.05, 0.1, 0.2, 0.5)
"""Seconds between attempts to reach the database; the last one repeats."""

log = logging.getLogger(__name__)


class Closed(Exception):  # noqa: N818 - says what is so
    """The log was closed. What was not answered may or may not be there: ask again by the same key or ids."""


@dataclass(eq=False, slots=True)
class Entry:
    """A wish in the queue, what it would write, and who waits for the answer."""

    wish: Wish
    facts: Sequence[Fact]
    answer: asyncio.Future[Receipt]

    def settle(self, answer: Receipt | Exception) -> None:
        """Answer, unless the caller has gone."""
        if self.answer.done():
            return
        if isinstance(answer, Exception):
            self.answer.set_exception(answer)
        else:
            self.answer.set_result(answer)


class Appender:
    """The queue of one process and its writers. Use it from one event loop; `start` before, `aclose` after.

    Two writers overlap: while the database works on one's batch, the other's is answered and filled again.
    """

    def __init__(self, conninfo: str, *, queue: int, writers: int = 2) -> None:
        self._conninfo = conninfo
        self._limit = queue
        self._writers = writers
        self._waiting: deque[Entry] = deque()
        self._wake = asyncio.Event()
        self._closing = False
        self._idle = 0
        self._loop: asyncio.AbstractEventLoop
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to write, in the running event loop."""
        self._loop = asyncio.get_running_loop()
        self._tasks = [asyncio.create_task(self._write()) for _ in range(self._writers)]

    async def aclose(self) -> None:
        """Take nothing more, write what waits for at most `FAREWELL` seconds, and let everyone left know."""
        self._closing = True
        self._wake.set()
        await asyncio.wait(self._tasks, timeout=FAREWELL)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        while self._waiting:
            self._waiting.popleft().settle(Closed())

    def submit(self, wish: Wish, facts: Sequence[Fact]) -> asyncio.Future[Receipt]:
        """Queue a wish; its answer comes when it is durable. Raises LogFull, Closed."""
        if self._closing:
            raise Closed
        if len(self._waiting) >= self._limit:
            raise LogFull
        entry = Entry(wish, facts, self._loop.create_future())
        self._waiting.append(entry)
        self._wake.set()
        return entry.answer

    async def _write(self) -> None:
        connection: Connection | None = None
        try:
            while batch := await self._next_batch():
                connection = await self._append(connection, batch)
        finally:
            if connection:
                await connection.close()

    async def _next_batch(self) -> list[Entry]:
        """This writer's share of what waits: all of it, unless another idle writer can carry a part; [] at the end."""
        self._idle += 1
        batch: list[Entry] = []
        while not batch and (self._waiting or not self._closing):
            if self._waiting:
                batch = self._take(max(SHARE, len(self._waiting) // self._idle))
            else:
                self._wake.clear()
                await self._wake.wait()
        self._idle -= 1
        return batch

    def _take(self, share: int) -> list[Entry]:
        taken = [self._waiting.popleft() for _ in range(min(share, BATCH, len(self._waiting)))]
        return [entry for entry in taken if not entry.answer.cancelled()]

    async def _append(self, connection: Connection | None, batch: list[Entry]) -> Connection | None:
        """Write a batch whatever it takes; the connection to go on with."""
        lost = False
        try:
            while True:
                connection = connection or await self._connect()
                try:
                    async with asyncio.timeout(PATIENCE):
                        await self._transact(connection, batch, ask=lost)
                    return connection
                except (psycopg.Error, TimeoutError) as error:
                    if not isinstance(error, TimeoutError) and await _alive(connection):
                        return await self._refused(connection, batch, error)
                    log.warning("the database was lost while appending: %s", error)
                    await connection.close()
                    connection, lost = None, True
        except asyncio.CancelledError:
            for entry in batch:
                entry.settle(Closed())
            raise

    async def _refused(self, connection: Connection, batch: list[Entry], error: psycopg.Error) -> Connection | None:
        """The database refused the batch and wrote nothing: find the wish it refuses, for the others' sake."""
        if len(batch) == 1:
            batch[0].settle(error)
            return connection
        going: Connection | None = connection
        for entry in batch:
            going = await self._append(going, [entry])
        return going

    async def _transact(self, connection: Connection, batch: list[Entry], *, ask: bool) -> None:
        ground = await begin(connection, [entry.wish for entry in batch], ask=ask)
        first = ground.known.position
        verdicts = [decide(ground.known, entry.wish) for entry in batch]
        facts: list[Fact] = []
        versions: list[int] = []
        kept: list[tuple[Wish, Verdict]] = []
        for entry, verdict in zip(batch, verdicts, strict=True):
            if verdict.versions:
                facts += entry.facts
                versions += verdict.versions
            if verdict.keep:
                kept.append((entry.wish, verdict))
        await finish(connection, first, ground.at, facts, versions, kept)
        for entry, verdict in zip(batch, verdicts, strict=True):
            entry.settle(verdict.answer)

    async def _connect(self) -> Connection:
        attempt = 0
        while True:
            try:
                return await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True, connect_timeout=5)
            except psycopg.OperationalError as error:
                log.warning("the database cannot be reached: %s", error)
                await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
                attempt += 1


async def _alive(connection: Connection) -> bool:
    """Whether the connection survived an error; its transaction is ended."""
    try:
        async with asyncio.timeout(PATIENCE):
            await connection.rollback()
    except (psycopg.Error, TimeoutError):
        return False
    return not connection.broken
