"""Filling an empty table with merged changes: one COPY."""

from __future__ import annotations

from collections.abc import Mapping

import psycopg
from psycopg import sql

from projections.changes import Effect, Key
from projections.tables import Kind, Table
from projections.writing import standing, tallied


def copy(connection: psycopg.Connection, schema: str, table: Table, effects: Mapping[Key, Effect]) -> None:
    """Write the rows that stand after these effects; updates of absent rows are nothing."""
    rows = tallied(table, effects) if table.kind is Kind.TALLY else standing(table, effects)
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT BINARY)").format(
        sql.Identifier(schema, table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        stream.set_types(list(table.columns.values()))
        for row in rows:
            stream.write_row(row)
