"""Rebuilding a view beside the live one: folded in memory, copied in, and joined at exactly the group's checkpoint.

The engine goes on meanwhile. The new tables fill in a schema of their own; for the join, readers and engines are kept
from the checkpoint for the few milliseconds in which the last events are folded and the tables move over.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

import psycopg
from psycopg import sql

from domain.log import Recorded
from projections import install, parking
from projections.checkpoint import SERVING
from projections.copying import copy
from projections.fold import Batch, Fold, Parked
from projections.source import Source
from projections.view import SCHEMA, View
from projections.writing import write

NEXT = "views_next"
"""The schema in which the new tables fill."""

MEMORY_ROWS = 2_000_000
"""So many merged rows are kept in memory; then they are written."""

NEAR = 2_000
"""So many events may be left to fold while everyone waits."""

LOCK_TIMEOUT = "500ms"
JOIN_SECONDS = 60.0
"""Readers that hold on to a snapshot are waited for, again and again, this long."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild is: the position folded, and the one to reach."""

    position: int
    target: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild came to: at which position it joined, in how many seconds, and how much it could not fold."""

    view: str
    position: int
    seconds: float
    parked: int


class Rebuild:
    """One rebuild of one view, over a connection of its own (autocommit)."""

    def __init__(
        self,
        connection: psycopg.Connection,
        source: Source,
        view: View,
        report: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        self._connection = connection
        self._source = source
        self._view = view
        self._fold = Fold([view])
        self._report = report
        self._position = 0
        self._parked: list[Parked] = []
        self._filled = False

    def run(self) -> Rebuilt:
        """Rebuild and join. A second rebuild of the same view waits for the first. TimeoutError if readers hold on."""
        began = monotonic()
        lock = [f"limn rebuild {self._view.name}"]
        self._connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", lock)
        try:
            with _uncollected():
                self.fill()
            self.join()
        finally:
            if not self._connection.broken:
                self._connection.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", lock)
        return Rebuilt(self._view.name, self._position, monotonic() - began, len(self._parked))

    def fill(self) -> None:
        """Make the new tables and bring them near the checkpoint."""
        with self._connection.transaction():
            for table in self._view.tables:
                install.drop(self._connection, NEXT, table.name)
            install.make_tables(self._connection, NEXT, self._view.tables)
            self._stream()
        while self._checkpoint() - self._position > NEAR:
            with self._connection.transaction():
                self._stream()

    def _stream(self) -> None:
        target = self._checkpoint()
        self._advance(self._source.stream(self._position, target, self._fold.topics), target)

    def _advance(self, pages: Iterable[list[Recorded]], target: int) -> None:
        """Fold events up to a position, in a transaction."""
        batch = Batch()
        for events in pages:
            self._parked += self._fold.into(batch, events)
            self._report(Progress(events[-1].position, target))
            if batch.rows >= MEMORY_ROWS:
                self._store(batch)
                batch = Batch()
        self._store(batch)
        self._position = target
        self._report(Progress(target, target))

    def _store(self, batch: Batch) -> None:
        if self._filled:
            write(self._connection, NEXT, batch)
            return
        for table, effects in batch:
            copy(self._connection, NEXT, table, effects)
        for table in self._view.tables:
            install.make_indexes(self._connection, NEXT, table)
            self._connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(NEXT, table.name)))
        self._filled = True

    def join(self) -> None:
        """Take the live tables' place at the group's checkpoint. TimeoutError if readers hold on to a snapshot."""
        began = monotonic()
        while True:
            try:
                if self._join():
                    return
            except psycopg.errors.LockNotAvailable:
                if monotonic() - began > JOIN_SECONDS:
                    raise TimeoutError(f"readers hold on to {self._view.name}; try again later") from None
            else:
                with self._connection.transaction():
                    self._stream()

    def _join(self) -> bool:
        """Fold the rest while nobody reads and nothing moves, and take the place; False if it is too much."""
        with self._connection.transaction():
            self._connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(LOCK_TIMEOUT))
            self._connection.execute("LOCK TABLE views.checkpoint IN ACCESS EXCLUSIVE MODE")
            target = self._checkpoint()
            if target - self._position > NEAR:
                return False
            rest = self._source.page(self._connection, self._position, target - self._position)
            self._advance([rest] if rest else [], target)
            install.drop_tables(self._connection, self._view.name)
            for name in (name for table in self._view.tables for name in install.names(table)):
                self._connection.execute(
                    sql.SQL("ALTER TABLE {} SET SCHEMA {}").format(sql.Identifier(NEXT, name), sql.Identifier(SCHEMA))
                )
            install.record(self._connection, self._view)
            parking.replace(self._connection, self._view.name, self._parked)
            self._connection.execute(
                "UPDATE views.checkpoint SET generation = generation + 1 WHERE name = %s", [SERVING]
            )
        return True

    def _checkpoint(self) -> int:
        row = self._connection.execute("SELECT position FROM views.checkpoint WHERE name = %s", [SERVING]).fetchone()
        assert row, "the views are installed before one is rebuilt"
        return int(row[0])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the cycle collector: folds make no cycles, and it would look through all rows again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
