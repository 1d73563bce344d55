"""`limn sql`: a question in SQL to an export."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from infra.analysis import need
from infra.servers.problem import Exit, Problem

SHOWN = 100
"""Rows that a person is shown; a program gets all."""
WIDE = 10_000
"""Columns of a line, which the terminal may wrap: nothing is cut short."""


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(sql)


def sql(
    folder: Annotated[Path, typer.Argument(help="What limn export wrote.")],
    question: Annotated[str, typer.Argument(help="A file of SQL, like those in docs/recipes, or SQL itself.")],
    variables: Annotated[list[str] | None, typer.Option("--set", help="NAME=VALUE, for getvariable('NAME').")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per row.")] = False,
) -> None:
    """Ask an export in SQL, by DuckDB: its tables are events, accounts and posts."""
    need("duckdb", "pyarrow")
    import duckdb  # noqa: PLC0415 - a user who only runs Limn does not have it

    from infra.export.opened import asked, opened  # noqa: PLC0415 - as above

    connection = opened(folder, dict(_pair(written) for written in variables or ()))
    try:
        names, rows = asked(connection, _text(question))
    except duckdb.Error as error:
        raise Problem(f"DuckDB: {error}", "look at the question", Exit.USAGE) from error
    if as_json:
        for row in rows:
            typer.echo(json.dumps(dict(zip(names, row, strict=True)), default=_plain))
    else:
        _show(names, rows)


def _pair(written: str) -> tuple[str, str]:
    name, equals, value = written.partition("=")
    if not (name and equals):
        raise Problem(f"--set {written[:40]!r} sets nothing.", "write --set NAME=VALUE", Exit.USAGE)
    return name, value


def _text(question: str) -> str:
    if not question.endswith(".sql"):
        return question
    try:
        return Path(question).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(f"{question} cannot be read.", "name a file of SQL", Exit.USAGE) from error


def _show(names: list[str], rows: list[tuple[object, ...]]) -> None:
    table = Table(box=None, pad_edge=False)
    for name in names:
        table.add_column(Text(name))
    for row in rows[:SHOWN]:
        table.add_row(*(Text("" if value is None else str(value)) for value in row))
    Console(width=WIDE).print(table)
    if len(rows) > SHOWN:
        typer.echo(f"and {len(rows) - SHOWN:,} more; --json gives all")


def _plain(value: object) -> str | float:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
