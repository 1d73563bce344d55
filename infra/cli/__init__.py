"""The command ``limn``: one file per group of commands, put together here."""

from __future__ import annotations

import sys

import psycopg
import typer
from pydantic import ValidationError

from domain.errors import DomainError, ErrorCode
from infra.cli.commands import Commands
from infra.servers.problem import Exit, Problem

LATER = frozenset({ErrorCode.STALE, ErrorCode.QUEUE_FULL})
"""Refusals that pass."""

app = typer.Typer(
    name="limn",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def limn() -> None:
    """A social network for generated pictures whose only source of truth is an event log."""


def main() -> None:
    """Run the command line; what is in the way is one sentence and an exit code."""
    try:
        app()
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(problem.code)
    except DomainError as refused:  # asked for directly, as by a client of the API: its message says what to do
        sys.stderr.write(f"{refused.message}\n")
        sys.exit(Exit.SERVER if refused.code in LATER else Exit.USAGE)
    except psycopg.OperationalError as gone:
        sys.stderr.write(f"The database does not answer ({type(gone).__name__}). Mend: limn status\n")
        sys.exit(Exit.SERVER)
    except ValidationError as wrong:
        for error in wrong.errors():
            sys.stderr.write(f"LIMN_{str(error['loc'][0]).upper()}: {error['msg']}.\n")
        sys.exit(Exit.USAGE)
