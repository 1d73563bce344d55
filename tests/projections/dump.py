"""All rows of views, for comparing states."""

from __future__ import annotations

from collections.abc import Iterable

import psycopg

from projections.view import SCHEMA, View

Rows = dict[str, list[tuple[object, ...]]]


def dump(connection: psycopg.Connection, views: Iterable[View]) -> Rows:
    """Every row of every table, in the order of the keys."""
    rows: Rows = {}
    for view in views:
        for table in view.tables:
            columns, key = ", ".join(table.columns), ", ".join(table.key)
            query = f"SELECT {columns} FROM {SCHEMA}.{table.name} ORDER BY {key}"
            rows[table.name] = connection.execute(query).fetchall()
    return rows
