"""Views against a fresh fold: every row, as it would be made from the first event by the same functions.

The fold fills temporary tables while the system goes on. Then, in one snapshot, it takes in the events up to the views'
checkpoint, and the database compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import psycopg
from psycopg import sql

from domain.log import Recorded
from infra.verify.findings import Finding, Part, Report, Wrong
from projections.checkpoint import SERVING as GROUP
from projections.copying import copy
from projections.fold import Batch, Fold
from projections.source import Source
from projections.tables import Table
from projections.view import SCHEMA, View
from projections.writing import write

FRESH = "pg_temp"
"""The session's own schema: what is made there is nobody else's, and ends with the connection."""
MEMORY_ROWS = 2_000_000
"""So many merged rows are kept in memory; then they are written."""
NAMED = 100
"""The most rows of a table that are named."""
STANDING = "SELECT view, fingerprint FROM views.installed WHERE view NOT IN (SELECT view FROM views.parked)"
ENTER = "SELECT position FROM views.checkpoint WHERE name = %s"


class ViewCheck:
    """Of some views, over a connection (autocommit) of a role that reads past walls."""

    def __init__(self, connection: psycopg.Connection, source: Source, views: Sequence[View], report: Report) -> None:
        self._connection = connection
        self._source = source
        self._views = views
        self._report = report
        self._position = 0
        self._filled = False
        self._tables: list[Table] = []

    @property
    def note(self) -> str:
        """What was compared, and where in the log."""
        return f"{len(self._tables)} tables at {self._position:,}"

    def run(self) -> Iterator[Finding]:
        """All that is wrong, view by view. What is incomplete, or was made by other code, is not compared."""
        found: list[tuple[str, str]] = self._connection.execute(STANDING).fetchall()
        standing = [view for view in self._views if (view.name, view.fingerprint) in found]
        for view in self._views:
            if view not in standing:
                yield Finding(Part.VIEWS, Wrong.INCOMPLETE, view.name)
        self._tables = [table for view in standing for table in view.tables]
        fold = Fold(standing)
        for table in self._tables:
            self._connection.execute(table.definition(FRESH))
        self._advance(fold, self._checkpoint())
        with self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            self._connection.execute("LOCK TABLE views.checkpoint IN ACCESS SHARE MODE")  # no rebuild joins meanwhile
            self._advance(fold, self._checkpoint())
            for table in self._tables:
                yield from self._compared(table)
            for table in self._tables:
                self._connection.execute(sql.SQL("DROP TABLE {}").format(sql.Identifier(FRESH, table.name)))

    def _advance(self, fold: Fold, target: int) -> None:
        batch = Batch()
        for events in self._events(fold, target):
            fold.into(batch, events)
            self._report(Part.VIEWS, events[-1].position, target)
            if batch.rows >= MEMORY_ROWS:
                self._store(batch)
                batch = Batch()
        self._store(batch)
        self._position = target
        self._report(Part.VIEWS, target, target)

    def _events(self, fold: Fold, target: int) -> Iterable[list[Recorded]]:
        return self._source.stream(self._position, target, fold.topics) if target > self._position else ()

    def _store(self, batch: Batch) -> None:
        if self._filled:
            write(self._connection, FRESH, batch)
        else:
            for table, effects in batch:
                copy(self._connection, FRESH, table, effects)
            for table in self._tables:
                self._connection.execute(table.key_definition(FRESH))
            self._filled = True

    def _compared(self, table: Table) -> Iterator[Finding]:
        """Rows that only one side has, by their keys."""
        rows = self._connection.execute(_difference(table)).fetchall()
        for row in rows[:NAMED]:
            yield Finding(Part.VIEWS, Wrong.DIFFERS, " ".join([table.name, *map(str, row)]))
        if len(rows) > NAMED:
            yield Finding(Part.VIEWS, Wrong.DIFFERS, f"{table.name} and more rows of it")

    def _checkpoint(self) -> int:
        row = self._connection.execute(ENTER, [GROUP]).fetchone()
        return int(row[0]) if row else 0


def _difference(table: Table) -> sql.Composed:
    names = {
        "key": sql.SQL(", ").join(map(sql.Identifier, table.key)),
        "columns": sql.SQL(", ").join(map(sql.Identifier, table.columns)),
        "live": sql.Identifier(SCHEMA, table.name),
        "fresh": sql.Identifier(FRESH, table.name),
        "limit": sql.Literal(NAMED + 1),
    }
    return sql.SQL(
        "SELECT DISTINCT {key} FROM ("
        " (SELECT {columns} FROM {live} EXCEPT ALL SELECT {columns} FROM {fresh}) UNION ALL"
        " (SELECT {columns} FROM {fresh} EXCEPT ALL SELECT {columns} FROM {live})) AS difference"
        " ORDER BY {key} LIMIT {limit}"
    ).format(**names)
