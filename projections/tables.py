"""Tables of read models, said once: the SQL that makes them follows from it, so they need no migrations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from projections.changes import Change, Key, Replace, Update
from projections.walls import WALLED


class Kind(StrEnum):
    """How a row comes to be."""

    ROWS = "rows"
    TALLY = "tally"


@dataclass(frozen=True, eq=False)
class Table:
    """A table of a read model.

    key      name and SQL type of each key column
    puts     name and SQL type of each column that is put; not null, unless the type ends in ` null`
    adds     names of the whole-number counters that are added to
    indexes  what follows `CREATE INDEX ON <table>`
    wall     which rows the interface's role may read, as SQL (`projections.walls`); without one, all
    skeleton columns that it may read of every row, as `<table>_skeleton`
    kind     rows are created and removed; a tally's row is there as soon as something is added, absent equals zero

    ValueError if a column is both put and added, or a tally has columns that are put.
    """

    name: str
    key: Mapping[str, str]
    puts: Mapping[str, str]
    adds: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()
    kind: Kind = Kind.ROWS
    wall: str | None = None
    skeleton: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        names = [*self.key, *self.puts, *self.adds]
        if len(set(names)) < len(names):
            raise ValueError(f"{self.name}: a column is either key, put or added")
        if self.kind is Kind.TALLY and self.puts:
            raise ValueError(f"{self.name}: a tally has only added columns")

    @cached_property
    def _added(self) -> frozenset[str]:
        return frozenset(self.adds)

    @cached_property
    def columns(self) -> dict[str, str]:
        """Name and SQL type of every column, in the order of the table."""
        types = {**self.key, **self.puts, **dict.fromkeys(self.adds, "bigint")}
        return {name: kind.removesuffix(" null") for name, kind in types.items()}

    def create(self, key: Key, **columns: object) -> Change:
        """Start the row with every column that is put; its counters are zero. An old row is replaced."""
        if columns.keys() != self.puts.keys():
            raise ValueError(f"{self.name}: create takes {sorted(self.puts)}")
        for name in self.adds:
            columns[name] = 0
        return self, key, Replace(columns)

    def put(self, key: Key, **columns: object) -> Change:
        """Put the named columns; nothing on an absent row."""
        if not columns.keys() <= self.puts.keys():
            raise ValueError(f"{self.name}: put takes some of {sorted(self.puts)}")
        return self, key, Update(columns, {})

    def add(self, key: Key, **columns: int) -> Change:
        """Add to the named counters; nothing on an absent row, unless this is a tally."""
        if not columns.keys() <= self._added:
            raise ValueError(f"{self.name}: add takes some of {sorted(self.adds)}")
        return self, key, Update({}, columns)

    def remove(self, key: Key) -> Change:
        """End the row."""
        return self, key, Replace(None)

    def definition(self, schema: str) -> str:
        """The SQL that makes the table, without key and indexes."""
        columns = [f"{name} {_constrained(kind)}" for name, kind in {**self.key, **self.puts}.items()]
        columns += [f"{name} bigint NOT NULL" for name in self.adds]
        return f"CREATE TABLE {schema}.{self.name} ({', '.join(columns)})"

    def wall_definitions(self, schema: str) -> list[str]:
        """The SQL that shows the interface's role only the rows of its viewer; nothing changes for other roles."""
        if self.wall is None:
            return []
        place = f"{schema}.{self.name}"
        walls = [
            f"ALTER TABLE {place} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY readable ON {place} FOR SELECT USING (true)",
            f"CREATE POLICY wall ON {place} AS RESTRICTIVE FOR SELECT TO {WALLED} USING ({self.wall})",
        ]
        if self.skeleton:
            columns = ", ".join(self.skeleton)
            walls.append(f"CREATE VIEW {place}_skeleton AS SELECT {columns} FROM {place}")  # noqa: S608 - our own names
        return walls

    def key_definition(self, schema: str) -> str:
        """The SQL that makes its key."""
        return f"ALTER TABLE {schema}.{self.name} ADD PRIMARY KEY ({', '.join(self.key)})"

    def index_definitions(self, schema: str) -> list[str]:
        """The SQL that makes its other indexes; PostgreSQL names them."""
        return [_index(f"{schema}.{self.name}", index) for index in self.indexes]


def _index(place: str, index: str) -> str:
    unique = "UNIQUE " if index.startswith("UNIQUE ") else ""
    return f"CREATE {unique}INDEX ON {place} {index.removeprefix('UNIQUE ')}"


def _constrained(kind: str) -> str:
    return kind.removesuffix(" null") if kind.endswith(" null") else f"{kind} NOT NULL"
