"""``limn status``: what runs."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import Annotated

import typer

from infra.room import Room
from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from infra.supervisor.state import SystemState
from infra.webbuild import in_words, pages_of


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(status)


def status(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """Show what runs on this data folder. Exit codes: 0 all is ready, 3 not running, 9 something is not ready."""
    settings = Settings()
    layout = Layout(settings.data)
    system = SystemState.read(layout.state) if layout.holder() else None
    disk = Room(layout.data, settings.reserve_mib).problem() if system else None
    if as_json:
        said = {"ready": system.ready, "pages": _pages(), "disk": str(disk) if disk else None} if system else {}
        typer.echo(json.dumps({"running": system is not None, **(asdict(system) if system else {}), **said}))
    elif system is None:
        typer.echo(f"Nothing runs on {layout.data}. Start it with: limn up")
    else:
        _show(system, disk)
    raise typer.Exit(Exit.NOT_RUNNING if system is None else Exit.OK if system.ready else Exit.SERVER)


def _show(system: SystemState, disk: Problem | None) -> None:
    typer.echo(f"app {system.http}/   data {system.data}   process {system.guard}")
    for program in system.programs:
        pid = f"pid {program.pid}" if program.pid else ""
        since = f"{time.time() - program.since:.0f} s"
        again = f"restarts {program.restarts}" if program.restarts else ""
        typer.echo(f"  {program.name:<9} {program.phase:<11} {since:>8}  {pid:<12} {again} {program.reason}".rstrip())
    for name, state in _pages().items():
        typer.echo(f"  page {name}: {state}")
    if disk:
        typer.echo(f"  {disk}")


def _pages() -> dict[str, str]:
    return {name: in_words(build.state()) for name, build in pages_of().items()}
