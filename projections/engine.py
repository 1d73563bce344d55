"""The engine: folds the log through all views of a group, and moves rows and one checkpoint in one transaction.

Two engines may run: the checkpoint is compared and set, so one of them wins each page and the other starts over.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import psycopg

from domain.log import Recorded
from projections import parking
from projections.checkpoint import CHANNEL, SERVING
from projections.fold import CRASHED, NOT_STORED, Batch, Fold, Parked
from projections.install import fingerprints, outdate
from projections.source import Source
from projections.view import SCHEMA, View
from projections.writing import write

PAGE = 5_000
CRASHES_BEFORE_CARE = 2
CRASHES_BEFORE_PARKING = 2
REFUSED = (psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError)
"""How the database says that it is the row's fault, and not its own."""


class Mark(NamedTuple):
    """Where the group stands: its position, and the generation of its set of views."""

    position: int
    generation: int


class Overtaken(Exception):
    """The group is no longer where this engine believed it to be."""


class Engine:
    """Folds for one group of views over one connection (autocommit, not shared)."""

    def __init__(self, connection: psycopg.Connection, source: Source, views: Sequence[View]) -> None:
        self._connection = connection
        self._source = source
        self._views = tuple(views)
        self._mark = Mark(0, 0)
        self._proven = False
        self._reload()

    @property
    def position(self) -> int:
        """The checkpoint, as far as this engine knows."""
        return self._mark.position

    def step(self) -> bool:
        """Fold what is next, at most a page; False if there was nothing to do."""
        events = self._source.page(self._connection, self.position, PAGE)
        if not events:
            return False
        if self._proven:
            self._advance(events)
        else:
            self._prove(events)
        return True

    def _prove(self, events: list[Recorded]) -> None:
        """The first page since the start. After crashes in a row it is folded event by event."""
        with parking.counted(self._connection, parking.ENGINE, 0) as crashes:
            self._advance(events, singly=crashes >= CRASHES_BEFORE_CARE)
        self._proven = True

    def _advance(self, events: list[Recorded], *, singly: bool = False) -> None:
        try:
            if singly:
                self._advance_singly(events)
            else:
                self._advance_together(events)
        except Overtaken:
            self._reload()

    def _advance_together(self, events: list[Recorded]) -> None:
        batch = Batch()
        parked = self._fold.into(batch, events)
        try:
            self._commit(events[-1].position, batch, parked)
        except REFUSED:
            self._advance_singly(events)  # one of them makes a row that the database refuses

    def _commit(self, position: int, batch: Batch, parked: Sequence[Parked]) -> None:
        """Rows and checkpoint in one transaction, and in two round trips."""
        with self._connection.pipeline() as pipeline, self._connection.transaction():
            moved = self._move(position)
            write(self._connection, SCHEMA, batch)
            parking.park(self._connection, parked)
            pipeline.sync()
            _unless_overtaken(moved)
        self._mark = Mark(position, self._mark.generation)

    def _move(self, position: int) -> psycopg.Cursor:
        """Compare and set, first thing in the transaction: it also keeps a second engine waiting."""
        return self._connection.execute(
            "UPDATE views.checkpoint SET position = %s WHERE name = %s AND position = %s AND generation = %s"
            " RETURNING pg_notify(%s, %s)",
            [position, SERVING, *self._mark, CHANNEL, str(position)],
            prepare=True,
        )

    def _advance_singly(self, events: Sequence[Recorded]) -> None:
        """Event by event and view by view, so that only what fails is parked, and only where it failed."""
        for event in events:
            folded = [self._fold_counted(view, fold, event) for view, fold in self._singly if fold.wants(event)]
            with self._connection.transaction():
                _unless_overtaken(self._move(event.position))
                parked = [*chain.from_iterable(parked for _, _, parked in folded)]
                parked += [
                    Parked(view.name, event.position, NOT_STORED, refusal)
                    for view, batch, _ in folded
                    if (refusal := self._store(batch))
                ]
                parking.park(self._connection, parked)
            self._mark = Mark(event.position, self._mark.generation)

    def _fold_counted(self, view: View, fold: Fold, event: Recorded) -> tuple[View, Batch, list[Parked]]:
        batch = Batch()
        with parking.counted(self._connection, view.name, event.position) as crashes:
            if crashes >= CRASHES_BEFORE_PARKING:
                return view, batch, [Parked(view.name, event.position, CRASHED)]
            return view, batch, fold.into(batch, [event])

    def _store(self, batch: Batch) -> str | None:
        """Write a batch; the class of the error where the database refuses it."""
        try:
            with self._connection.transaction():
                write(self._connection, SCHEMA, batch)
        except REFUSED as error:
            return type(error).__name__
        return None

    def _reload(self) -> None:
        row = self._connection.execute(
            "SELECT position, generation FROM views.checkpoint WHERE name = %s", [SERVING]
        ).fetchone()
        assert row, "the views are installed before an engine is made"
        self._mark = Mark(row[0], row[1])
        behind = outdate(self._connection, {view.name: view.fingerprint for view in self._views})
        installed = fingerprints(self._connection)
        live = [view for view in self._views if view.name in installed and view.name not in behind]
        self._fold = Fold(live)
        self._singly = [(view, Fold([view])) for view in live]


def _unless_overtaken(moved: psycopg.Cursor) -> None:
    if moved.rowcount == 0:
        raise Overtaken
