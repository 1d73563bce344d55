"""``limn doctor``: what is wrong, each with the one command that mends it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import typer

from api.pages.build import Phase
from infra import preflight
from infra.node import find_node
from infra.room import Room
from infra.servers import layout, ports, postgres, redis, triton
from infra.servers.problem import Exit, Problem
from infra.servers.user import ordinary_user
from infra.settings import Settings
from infra.supervisor.state import SystemState
from infra.webbuild import WebBuild, pages_of


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(doctor)


def doctor() -> None:
    """Check this machine, the data folder and what runs. The exit code is that of the first thing wrong."""
    settings = Settings()
    first = Exit.OK
    for name, check in checks(settings):
        try:
            check()
            typer.echo(f"ok      {name}")
        except Problem as problem:
            typer.echo(f"WRONG   {name}: {problem.sentence}\n        {problem.mend}")
            first = first or problem.code
    raise typer.Exit(first)


def checks(settings: Settings) -> list[tuple[str, Callable[[], object]]]:
    """Every check by name; each raises Problem. While a system runs, its own port and folder are not blamed."""
    data = layout.Layout(settings.data)
    running = data.holder() is not None
    always: list[tuple[str, Callable[[], object]]] = [
        ("machine", _machine),
        ("PostgreSQL", lambda: ordinary_user(postgres.binaries() / "postgres")),
        ("Redis", redis.binary),
        ("Triton", triton.package),
        ("disk", partial(postgres.check_disk, data.data, postgres.MIN_FREE)),
        ("room to write", partial(_room, settings)),
    ]
    if data.data.exists():
        always.append(("data folder", data.make))
    if (data.postgres / "PG_VERSION").exists():
        always.append(("database version", partial(postgres.check_version, data.postgres)))
    always += [(f"page {name}", partial(_page, build)) for name, build in pages_of().items()]
    if running:
        return [*always, ("running system", partial(_running, data))]
    return [*always, (f"port {settings.http_port}", partial(ports.check_port, settings.http_port))]


def _machine() -> None:
    for wrong in preflight.problems():
        raise Problem(wrong.sentence, wrong.mend, Exit.MISSING)


def _room(settings: Settings) -> None:
    there = next(path for path in (settings.data, *settings.data.parents) if path.exists())
    if problem := Room(there, settings.reserve_mib).problem():
        raise problem


def _page(build: WebBuild) -> None:
    state = build.state()
    if state.phase is Phase.FAILED:
        raise Problem(state.words, state.mend, Exit.MISSING)
    if state.phase is Phase.BUILDING:
        find_node()


def _running(data: layout.Layout) -> None:
    system = SystemState.read(data.state)
    if system is None or not system.ready:
        troubled = [f"{p.name} ({p.reason or p.phase})" for p in system.programs] if system else []
        raise Problem(f"Not everything is ready: {', '.join(troubled)}.", f"read {data.logs}", Exit.SERVER)
