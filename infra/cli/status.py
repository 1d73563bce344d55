"""``limn status``: what runs."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from dataclasses import asdict
from typing import Annotated

import psycopg
import typer

from infra.addresses import Addresses
from infra.room import Room
from infra.servers.layout import Layout
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from infra.supervisor.state import SystemState
from infra.webbuild import in_words, pages_of
from projections import standing
from projections.standing import RebuildStatus

SOON = 2
"""Seconds in which the database lets one in, or is not asked."""


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(status)


def status(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """Show what runs on this data folder. Exit codes: 0 all is ready, 3 not running, 9 something is not ready."""
    settings = Settings()
    layout = Layout(settings.data)
    system = SystemState.read(layout.state) if layout.holder() else None
    if as_json:
        typer.echo(json.dumps({"running": system is not None, **(_said(system, settings) if system else {})}))
    elif system is None:
        typer.echo(f"Nothing runs on {layout.data}. Start it with: limn up")
    else:
        _show(system, settings)
    raise typer.Exit(Exit.NOT_RUNNING if system is None else Exit.OK if system.ready else Exit.SERVER)


def _said(system: SystemState, settings: Settings) -> dict[str, object]:
    rebuilds = [asdict(one) for one in asyncio.run(_rebuilds(settings))]
    disk = _disk(settings)
    said = {"ready": system.ready, "pages": _pages(), "disk": str(disk) if disk else None, "rebuilds": rebuilds}
    return {**asdict(system), **said}


def _show(system: SystemState, settings: Settings) -> None:
    typer.echo(f"app {system.http}/   data {system.data}   process {system.guard}")
    for program in system.programs:
        pid = f"pid {program.pid}" if program.pid else ""
        since = f"{time.time() - program.since:.0f} s"
        again = f"restarts {program.restarts}" if program.restarts else ""
        typer.echo(f"  {program.name:<9} {program.phase:<11} {since:>8}  {pid:<12} {again} {program.reason}".rstrip())
    for name, state in _pages().items():
        typer.echo(f"  page {name}: {state}")
    for one in asyncio.run(_rebuilds(settings)):
        left = "" if one.running else f", left half way; limn rebuild {one.view} goes on"
        typer.echo(f"  rebuild {one.view}: {one.position:,} of {one.target:,} events{left}")
    if disk := _disk(settings):
        typer.echo(f"  {disk}")


def _disk(settings: Settings) -> Problem | None:
    return Room(settings.data, settings.reserve_mib).problem()


async def _rebuilds(settings: Settings) -> list[RebuildStatus]:
    """Those under way; none where the database cannot be asked, which is told of already."""
    with suppress(psycopg.Error, Problem):
        conninfo = Addresses.of(settings).conninfo("limn_engine")
        async with await psycopg.AsyncConnection.connect(conninfo, connect_timeout=SOON) as connection:
            return await standing.rebuilds(connection)
    return []


def _pages() -> dict[str, str]:
    return {name: in_words(build.state()) for name, build in pages_of().items()}
