"""Writing merged changes: one statement per table and shape, over arrays, so that a page costs a few round trips."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TypeAlias

import psycopg

from projections.changes import Effect, Key, Replace, Row, Update
from projections.fold import Batch
from projections.tables import Kind, Table

Cells: TypeAlias = tuple[object, ...]


def write(connection: psycopg.Connection, schema: str, batch: Batch) -> None:
    """Bring a batch into the tables of a schema, in the caller's transaction."""
    for table, effects in batch:
        if table.kind is Kind.TALLY:
            _run(connection, table, tally_statement(schema, table), tallied(table, effects))
        else:
            _write_rows(connection, schema, table, effects)


def _write_rows(connection: psycopg.Connection, schema: str, table: Table, effects: Mapping[Key, Effect]) -> None:
    ended = [cells(key) for key, effect in effects.items() if isinstance(effect, Replace) and effect.row is None]
    updated: dict[tuple[str, ...], list[Cells]] = {}
    for key, effect in effects.items():
        if isinstance(effect, Update):
            puts = tuple(sorted(effect.puts))
            row = (*cells(key), *_picked(effect.puts, puts), *_added(table, effect))
            updated.setdefault(puts, []).append(row)
    _run(connection, table, delete_statement(schema, table), ended, tuple(table.key))
    _run(connection, table, upsert_statement(schema, table), standing(table, effects))
    for puts, rows in updated.items():
        _run(connection, table, update_statement(schema, table, puts), rows, (*table.key, *puts, *table.adds))


def cells(key: Key) -> Cells:
    """A key as its columns' values."""
    return key if isinstance(key, tuple) else (key,)


def standing(table: Table, effects: Mapping[Key, Effect]) -> list[Cells]:
    """The whole rows that effects put in place, in the order of the table's columns."""
    names = (*table.puts, *table.adds)
    return [
        (*cells(key), *_picked(effect.row, names))
        for key, effect in effects.items()
        if isinstance(effect, Replace) and effect.row is not None
    ]


def tallied(table: Table, effects: Mapping[Key, Effect]) -> list[Cells]:
    """What effects add to a tally, in the order of its columns."""
    return [(*cells(key), *_added(table, effect)) for key, effect in effects.items() if isinstance(effect, Update)]


def _picked(row: Row, names: Iterable[str]) -> list[object]:
    return [row[name] for name in names]


def _added(table: Table, effect: Update) -> list[int]:
    return [effect.adds.get(name, 0) for name in table.adds]


@cache
def upsert_statement(schema: str, table: Table) -> str:
    """Whole rows, replacing old ones."""
    names = tuple(table.columns)
    assigned = ", ".join(f"{name} = excluded.{name}" for name in (*table.puts, *table.adds))
    return (
        f"INSERT INTO {schema}.{table.name} ({', '.join(names)}) SELECT {_cast(table, names)}"  # noqa: S608
        f" FROM {_unnest(table, names)} ON CONFLICT ({', '.join(table.key)}) DO UPDATE SET {assigned}"
    )


@cache
def tally_statement(schema: str, table: Table) -> str:
    """Counts, added to what is there; absent equals zero."""
    names = tuple(table.columns)
    assigned = ", ".join(f"{name} = t.{name} + excluded.{name}" for name in table.adds)
    return (
        f"INSERT INTO {schema}.{table.name} AS t ({', '.join(names)}) SELECT {_cast(table, names)}"  # noqa: S608
        f" FROM {_unnest(table, names)} ON CONFLICT ({', '.join(table.key)}) DO UPDATE SET {assigned}"
    )


@cache
def update_statement(schema: str, table: Table, puts: tuple[str, ...]) -> str:
    """Named columns put, all counters added to; absent rows stay absent."""
    assigned = [f"{name} = {_cast(table, (name,))}" for name in puts]
    assigned += [f"{name} = t.{name} + v.{name}" for name in table.adds]
    return (
        f"UPDATE {schema}.{table.name} t SET {', '.join(assigned)}"  # noqa: S608
        f" FROM {_unnest(table, (*table.key, *puts, *table.adds))} WHERE {_same_key(table)}"
    )


@cache
def delete_statement(schema: str, table: Table) -> str:
    """Rows that ended."""
    return (
        f"DELETE FROM {schema}.{table.name} t USING {_unnest(table, tuple(table.key))}"  # noqa: S608
        f" WHERE {_same_key(table)}"
    )


def _same_key(table: Table) -> str:
    return " AND ".join(f"t.{name} = v.{name}" for name in table.key)


def _unnest(table: Table, names: Sequence[str]) -> str:
    arrays = ", ".join(f"%b::{_element(table.columns[name])}[]" for name in names)
    return f"unnest({arrays}) AS v({', '.join(names)})"


def _cast(table: Table, names: Sequence[str]) -> str:
    return ", ".join(f"v.{name}::jsonb" if table.columns[name] == "jsonb" else f"v.{name}" for name in names)


def _element(kind: str) -> str:
    return "text" if kind == "jsonb" else kind


def _run(
    connection: psycopg.Connection,
    table: Table,
    statement: str,
    rows: Sequence[Cells],
    names: Sequence[str] | None = None,
) -> None:
    if not rows:
        return
    kinds = [table.columns[name] for name in names or table.columns]
    columns = zip(kinds, zip(*rows, strict=True), strict=True)
    values = [[json.dumps(cell) for cell in column] if kind == "jsonb" else list(column) for kind, column in columns]
    connection.execute(statement, values, prepare=True)
