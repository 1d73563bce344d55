"""`limn notebook`: an export in a marimo notebook, on this machine alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from infra.analysis import need
from infra.servers.problem import Exit, Problem
from infra.settings import Settings, environment

NOTEBOOK = Path(__file__).parents[1] / "notebook" / "yesterday.py"


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(notebook)


def notebook(
    folder: Annotated[
        Path | None, typer.Argument(help="What limn export wrote; else the running system's log.")
    ] = None,
    edit: Annotated[Path | None, typer.Option(help="Open a copy to change, kept in this file.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Where it listens; else a free one.")] = None,
    headless: Annotated[bool, typer.Option("--headless", help="Open no browser; the address is printed.")] = False,
) -> None:
    """Yesterday's board under two rankers, how it moved and why, over an export. Ctrl-C ends it.

    It listens on 127.0.0.1, and only to who has the token in its address.
    """
    need("marimo", "duckdb", "pyarrow")
    with _export(folder) as place:
        opened = ["run", "--include-code", str(NOTEBOOK)] if edit is None else ["edit", str(_copied(edit))]
        options = ["--host", "127.0.0.1", "--token", *(["--port", str(port)] if port else [])]
        options += ["--headless"] if headless else []
        options += ["--skip-update-check"] if edit else []
        command = [sys.executable, "-m", "marimo", opened[0], *options, *opened[1:], "--", "--export", str(place)]
        done = subprocess.run(command, env=environment(), check=False)
    raise typer.Exit(done.returncode)


@contextmanager
def _export(folder: Path | None) -> Iterator[Path]:
    """The export; one of the running system, for as long as this lasts, where none is named."""
    from infra.export.asking import whole  # noqa: PLC0415 - it loads what only the group analysis has
    from infra.export.reading import ExportedLog  # noqa: PLC0415 - as above
    from infra.export.running import passing_export  # noqa: PLC0415 - as above

    if folder is None:
        with passing_export(Settings()) as place:
            yield place
    else:
        whole(ExportedLog(folder))
        yield folder.absolute()


def _copied(file: Path) -> Path:
    if file.suffix != ".py":
        raise Problem(f"{file} is no place for a notebook.", "name a file that ends in .py", Exit.USAGE)
    if not file.exists():
        try:
            shutil.copyfile(NOTEBOOK, file)
        except OSError as error:
            raise Problem(f"{file} cannot be written: {error.strerror}.", "name another", Exit.DATA) from error
    return file.absolute()
