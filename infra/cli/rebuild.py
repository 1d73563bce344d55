"""`limn rebuild`: fold a view again from the first event, beside the live one, while the system serves."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Annotated

import psycopg
import typer
from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from infra.addresses import Addresses
from infra.folds import LogSource
from infra.servers.problem import Exit, Problem
from infra.settings import Settings
from projections.catalogue import SERVING
from projections.rebuild import Progress, Rebuild, Rebuilt
from projections.view import View

EVERY_SECONDS = 0.5


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(rebuild)


def rebuild(
    view: Annotated[str | None, typer.Argument(help="Name of the view, as `log` shows it.")] = None,
    every: Annotated[bool, typer.Option("--all", help="All views, one after the other.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
) -> None:
    """Rebuild a view while the system serves; it takes its place once it is level with the others."""
    wanted = _chosen(view, every)
    conninfo = Addresses.of(Settings()).conninfo("limn_engine")
    with psycopg.connect(conninfo, autocommit=True) as connection:
        if connection.execute("SELECT FROM views.checkpoint").rowcount == 0:
            raise Problem("There are no views yet.", "wait until limn status says engine ready", Exit.NOT_RUNNING)
        for chosen in wanted:
            start = partial(Rebuild, connection, LogSource(conninfo), chosen)
            if as_json:
                _say({"event": "joined", **asdict(start(_lines(chosen.name)).run())})
            else:
                typer.echo(_told(_with_bar(chosen.name, start)))


def _chosen(view: str | None, every: bool) -> list[View]:
    if every == (view is not None):
        raise Problem("Rebuild which view?", "name one, or say --all", Exit.USAGE)
    chosen = [known for known in SERVING if every or known.name == view]
    if not chosen:
        names = ", ".join(known.name for known in SERVING)
        raise Problem("There is no such view.", f"choose one of: {names}", Exit.USAGE)
    return chosen


def _with_bar(view: str, start: Callable[[Callable[[Progress], None]], Rebuild]) -> Rebuilt:
    rate = TextColumn("{task.fields[rate]:>9,.0f} events/s")
    began = time.monotonic()
    columns = (TextColumn("{task.description}"), BarColumn(), rate, TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(view, total=None, rate=0.0)

        def report(progress: Progress) -> None:
            rate = progress.position / max(time.monotonic() - began, 1e-3)
            bar.update(task, completed=progress.position, total=progress.target, rate=rate)

        return start(report).run()


def _told(done: Rebuilt) -> str:
    rate = done.position / max(done.seconds, 1e-3)
    whole = "complete" if not done.parked else f"{done.parked} events could not be folded"
    return f"{done.view}: {done.position:,} events in {done.seconds:.1f} s ({rate:,.0f}/s), {whole}"


def _lines(view: str) -> Callable[[Progress], None]:
    said = 0.0

    def report(progress: Progress) -> None:
        nonlocal said
        if time.monotonic() - said >= EVERY_SECONDS:
            said = time.monotonic()
            _say({"event": "progress", "view": view, **asdict(progress)})

    return report


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
