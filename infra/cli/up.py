"""``limn up`` and ``limn down``: start the whole system, and end it."""

from __future__ import annotations

import os
import signal
import time
from typing import Annotated

import typer

from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem
from infra.settings import Settings

DOWN_SECONDS = 15.0


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(up)
    app.command()(down)


def up(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per change of state.")] = False,
) -> None:
    """Start PostgreSQL, Redis, Triton and Limn, keep them running, and stop them at Ctrl-C.

    Exit codes: 0 stopped as asked, 4 already running, 5 a port is taken, 6 the data folder does not fit,
    7 the disk is full, 8 something is not installed, 9 a server does not start.
    """
    from infra.supervisor.say import Json, Lines  # noqa: PLC0415 (other commands start faster without it)
    from infra.supervisor.up import up as run  # noqa: PLC0415

    raise typer.Exit(run(Settings(), Json() if as_json else Lines()))


def down() -> None:
    """Stop the system that runs on this data folder. Exit codes: 0 stopped, 1 it does not stop, 3 not running."""
    layout = Layout(Settings().data)
    guard = layout.holder()
    if guard is None:
        raise Problem(f"No system runs on {layout.data}.", "start one with limn up", Exit.NOT_RUNNING)
    os.kill(guard, signal.SIGTERM)
    deadline = time.monotonic() + DOWN_SECONDS
    while layout.holder() == guard:
        if time.monotonic() > deadline:
            raise Problem(f"Process {guard} does not stop.", f"kill -9 {guard}", Exit.FAILED)
        time.sleep(0.05)
