"""An export in DuckDB: three tables to ask in SQL, and nothing of the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from infra.export.manifest import File, read

TABLES = ("events", "accounts", "posts")
CONFIG = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def opened(folder: Path, variables: Mapping[str, str] | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory with `events` (and the `day` of each), `accounts` and `posts`.

    variables  what recipes read with `getvariable`

    Raises Problem where the folder is no export, or not as it was written.
    """
    manifest = read(folder)
    connection = duckdb.connect(config=dict(CONFIG))
    connection.execute("SET TimeZone = 'UTC'")
    for table in TABLES:
        files = _list(folder, getattr(manifest, table))
        connection.execute(
            f"CREATE VIEW {table} AS FROM read_parquet({files}, hive_partitioning = {table == 'events'})"
        )
    for name, value in (variables or {}).items():
        connection.execute(f"SET VARIABLE {_name(name)} = ?", [value])
    return connection


def asked(connection: duckdb.DuckDBPyConnection, question: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """The columns and rows of an answer; neither, for what has none. Raises duckdb.Error."""
    answer = connection.sql(question)
    if answer is None:
        return [], []
    table = answer.to_arrow_table()  # as Python's own, DuckDB gives times only where pytz is installed
    return table.column_names, list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def _list(folder: Path, files: Sequence[File]) -> str:
    paths = (str(folder.absolute() / file.path).replace("'", "''") for file in files)
    return "[" + ", ".join(f"'{path}'" for path in paths) + "]"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
