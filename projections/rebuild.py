"""Rebuilding a view beside the live one: folded in memory, copied in, and joined at exactly the group's checkpoint.

The engine goes on meanwhile. The new tables fill in a schema of their own, a chunk of the log in each transaction, so
that a rebuild which dies goes on from its last chunk. For the join, readers and engines are kept from the checkpoint
for the few milliseconds in which the last events are folded and the tables move over; those they replace are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic

import psycopg
from psycopg import sql

from projections import aside, install, parking
from projections.aside import KEPT, NEXT, Aside
from projections.checkpoint import SERVING
from projections.copying import copy
from projections.fold import Batch, Fold, Parked, uncollected
from projections.rebuilding import alone
from projections.source import Source
from projections.view import View
from projections.writing import write

CHUNK_ROWS = 500_000
"""So many merged rows are kept in memory; then they are stored."""

CHUNK_SECONDS = 20.0
"""So long events are folded in memory; then they are stored: as much as a kill costs."""

NEAR = 2_000
"""So many events may be left to fold while everyone waits."""

LOCK_TIMEOUT = "500ms"
JOIN_SECONDS = 60.0
"""Readers that hold on to a snapshot are waited for, again and again, this long."""


class NothingKept(Exception):
    """There is no view that could be put back."""


class OtherCode(Exception):
    """The view that is kept was made by other code than this."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild is: the position it began at, that which it has folded, and the one to reach."""

    since: int
    position: int
    target: int


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild came to: from where it went on, at which position it joined, in how many seconds, and how much
    the view could not fold."""

    view: str
    since: int
    position: int
    seconds: float
    parked: int


class Rebuild:
    """One rebuild of one view, over a connection of its own (autocommit).

    An exception, also one that `report` raises, leaves what was stored; the next rebuild by the same code goes on.
    """

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
        self._since = 0
        self._at = Aside(view.fingerprint, 0, indexed=False)
        self._filled = False

    def run(self, *, kept: bool = False) -> Rebuilt:
        """Rebuild and join; a second rebuild of the same view waits for the first.

        kept  bring up to date what is kept, in place of a fold from the first event: NothingKept, OtherCode

        TimeoutError if readers hold on. Cancelled if somebody else ended it.
        """
        began = monotonic()
        with alone(self._connection, self._view.name):
            with uncollected():
                self.fill(kept=kept)
            parked = self.join()
        return Rebuilt(self._view.name, self._since, self._at.position, monotonic() - began, parked)

    def fill(self, *, kept: bool = False) -> None:
        """Make the new tables, or go on with those that a rebuild left, and bring them near the checkpoint."""
        with self._connection.transaction():
            self._at = self._begun(kept=kept)
        self._since, self._filled = self._at.position, self._at.position > 0
        while not self._at.indexed or self._checkpoint() - self._at.position > NEAR:
            self._catch_up()
            if not self._at.indexed:
                self._index()

    def _begun(self, *, kept: bool) -> Aside:
        name = self._view.name
        if kept:
            found = aside.find(self._connection, KEPT, name)
            if found is None:
                raise NothingKept
            if found.fingerprint != self._view.fingerprint:
                raise OtherCode
            aside.recall(self._connection, name)
        found = aside.find(self._connection, NEXT, name)
        if found and found.fingerprint == self._view.fingerprint and found.position:
            return found
        return aside.begin(self._connection, self._view)

    def _catch_up(self) -> None:
        """Fold up to the checkpoint, a chunk at a time."""
        target, batch, parked, began = self._checkpoint(), Batch(), [], monotonic()
        for page in self._source.stream(self._at.position, target, self._fold.topics):
            parked += self._fold.into(batch, page)
            self._say(page[-1].position, target)
            if monotonic() - began >= CHUNK_SECONDS or batch.rows >= CHUNK_ROWS:
                self._store(batch, parked, page[-1].position)
                batch, parked, began = Batch(), [], monotonic()
        self._store(batch, parked, target)
        self._say(target, target)

    def _say(self, position: int, target: int) -> None:
        aside.reach(self._connection, self._view.name, position)
        self._report(Progress(self._since, position, target))

    def _store(self, batch: Batch, parked: Sequence[Parked], position: int) -> None:
        """A chunk, durably."""
        with self._connection.transaction():
            self._write(batch, parked, position)
        self._at, self._filled = replace(self._at, position=position), True

    def _write(self, batch: Batch, parked: Sequence[Parked], position: int) -> None:
        since, indexed = self._at.position, self._at.indexed
        aside.advance(self._connection, self._view.name, since, position, indexed=indexed)
        if self._filled:
            write(self._connection, NEXT, batch)
        else:
            for table in self._view.tables:
                copy(self._connection, NEXT, table, batch.tables[table])
                install.make_key(self._connection, NEXT, table)
        parking.park_aside(self._connection, NEXT, parked)

    def _index(self) -> None:
        position = self._at.position
        with self._connection.transaction():
            aside.advance(self._connection, self._view.name, position, position, indexed=True)
            for table in self._view.tables:
                install.make_indexes(self._connection, NEXT, table)
                self._connection.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(NEXT, table.name)))
        self._at = replace(self._at, indexed=True)

    def join(self) -> int:
        """Take the live tables' place at the group's checkpoint; the number of events that are missing.

        TimeoutError if readers hold on to a snapshot.
        """
        began = monotonic()
        while True:
            try:
                if self._join():
                    return parking.count(self._connection, self._view.name)
            except psycopg.errors.LockNotAvailable:
                if monotonic() - began > JOIN_SECONDS:
                    raise TimeoutError(f"readers hold on to {self._view.name}; try again later") from None
            else:
                self._catch_up()

    def _join(self) -> bool:
        """Fold the rest while nobody reads and nothing moves, and take the place; False if it is too much."""
        with self._connection.transaction():
            self._connection.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(LOCK_TIMEOUT))
            self._connection.execute("LOCK TABLE views.checkpoint IN ACCESS EXCLUSIVE MODE")
            target, batch = self._checkpoint(), Batch()
            if target - self._at.position > NEAR:
                return False
            rest = self._source.page(self._connection, self._at.position, target - self._at.position)
            self._write(batch, self._fold.into(batch, rest), target)
            aside.keep(self._connection, self._view.name)
            aside.join(self._connection, self._view)
            self._connection.execute(
                "UPDATE views.checkpoint SET generation = generation + 1 WHERE name = %s", [SERVING]
            )
        self._at = replace(self._at, position=target)
        return True

    def _checkpoint(self) -> int:
        row = self._connection.execute("SELECT position FROM views.checkpoint WHERE name = %s", [SERVING]).fetchone()
        assert row, "the views are installed before one is rebuilt"
        return int(row[0])
