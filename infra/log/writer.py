"""One connection that writes batches, and finds out what became of a batch whose answer was lost."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import psycopg

from domain.log import NoRoom, Receipt
from infra.log.codec import Fact
from infra.log.decide import Verdict, Wish, decide
from infra.log.transaction import Connection, begin, finish
from infra.telemetry.spans import Spans

PATIENCE = 10.0
"""Seconds for one transaction; after them its connection is given up and its outcome is asked for anew."""

PAUSES = (0.01, 0.05, 0.1, 0.2, 0.5)
"""Seconds between attempts to reach the database; the last one repeats."""

Wrote = Callable[[int], None]
"""Called with the number of commands of each batch that was settled."""

log = logging.getLogger(__name__)


def forget(_: int) -> None:
    """Nobody counts."""


class Closed(Exception):
    """The log was closed. What was not answered may or may not be there: ask again by the same key or ids."""


@dataclass(eq=False, slots=True)
class Entry:
    """A wish in the queue, what it would write, and who waits for the answer."""

    wish: Wish
    facts: Sequence[Fact]
    answer: asyncio.Future[Receipt]

    def settle(self, answer: Receipt | Exception) -> None:
        """Answer, unless that was done or the caller has gone."""
        if self.answer.done():
            return
        if isinstance(answer, Exception):
            self.answer.set_exception(answer)
        else:
            self.answer.set_result(answer)


class Writer:
    """Writes one batch at a time, whatever it takes."""

    def __init__(self, conninfo: str, spans: Spans, wrote: Wrote) -> None:
        self._conninfo = conninfo
        self._spans = spans
        self._wrote = wrote
        self._connection: Connection | None = None

    async def write(self, batch: Sequence[Entry]) -> None:
        """Settle every entry of a batch. A lost connection is replaced for as long as that takes."""
        try:
            with self._spans.joined(_traces(batch), "append.batch", commands=len(batch)):
                await self._write(batch, lost=False)
            self._wrote(len(batch))
        except asyncio.CancelledError:
            _settle(batch, Closed())
            raise
        except Exception as error:  # a mistake of ours must not leave callers waiting
            log.exception("a batch could not be written")
            _settle(batch, error)
            await self.aclose()

    async def aclose(self) -> None:
        """Leave the database."""
        if self._connection:
            await self._connection.close()
            self._connection = None

    async def _write(self, batch: Sequence[Entry], *, lost: bool) -> None:
        """Try until the batch is decided. After a loss (`lost`) what is there already is asked for first."""
        while True:
            connection = self._connection = self._connection or await self._connect()
            try:
                async with asyncio.timeout(PATIENCE):
                    return await _transact(connection, batch, ask=lost)
            except (psycopg.Error, TimeoutError) as error:
                if isinstance(error, psycopg.Error) and await _survives(connection):
                    return await self._refused(batch, error, lost=lost)
                log.warning("the database was lost while appending: %s", error)
            await self.aclose()
            lost = True

    async def _refused(self, batch: Sequence[Entry], error: psycopg.Error, *, lost: bool) -> None:
        """The database refused the batch and wrote nothing: find the wish it refuses, for the others' sake."""
        if len(batch) == 1 or isinstance(error, psycopg.errors.DiskFull):
            _settle(batch, NoRoom() if isinstance(error, psycopg.errors.DiskFull) else error)
            return
        for entry in batch:
            await self._write([entry], lost=lost)

    async def _connect(self) -> Connection:
        attempt = 0
        while True:
            try:
                return await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True, connect_timeout=5)
            except psycopg.OperationalError as error:
                if attempt == 0:
                    log.warning("the database cannot be reached, trying on: %s", error)
                await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
                attempt += 1


async def _transact(connection: Connection, batch: Sequence[Entry], *, ask: bool) -> None:
    """One transaction: know, decide, write, commit; then answer."""
    ground = await begin(connection, [entry.wish for entry in batch], ask=ask)
    first = ground.known.position
    verdicts = [decide(ground.known, entry.wish) for entry in batch]
    facts: list[Fact] = []
    versions: list[int] = []
    kept: list[tuple[Wish, Verdict]] = []
    for entry, verdict in zip(batch, verdicts, strict=True):
        for fact, version in zip(entry.facts, verdict.versions, strict=False):
            if version is not None:
                facts.append(fact)
                versions.append(version)
        if verdict.keep:
            kept.append((entry.wish, verdict))
    await finish(connection, first, ground.at, facts, versions, kept)
    for entry, verdict in zip(batch, verdicts, strict=True):
        entry.settle(verdict.answer)


async def _survives(connection: Connection) -> bool:
    """Whether the connection outlived an error; its transaction is ended."""
    try:
        async with asyncio.timeout(PATIENCE):
            await connection.rollback()
    except (psycopg.Error, TimeoutError):
        return False
    return not connection.broken


def _traces(batch: Sequence[Entry]) -> list[str]:
    """The spans that wait for a batch; a command that is alone in its own says all by itself."""
    if len(batch) == 1:
        return []
    return [entry.facts[0].trace for entry in batch if entry.facts and entry.facts[0].trace]


def _settle(batch: Sequence[Entry], answer: Exception) -> None:
    for entry in batch:
        entry.settle(answer)
