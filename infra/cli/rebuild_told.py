"""What `limn rebuild` tells: a bar and a sentence, or lines of JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict

import typer
from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from projections.rebuild import Progress, Rebuilt

EVERY_SECONDS = 0.5

Say = Callable[[Progress], None]


def as_it_goes(view: str, as_json: bool) -> AbstractContextManager[Say]:
    """Say how far it is: as a bar while this is open, or as a line now and then."""
    return _lines(view) if as_json else _bar(view)


def joined(done: Rebuilt, as_json: bool) -> None:
    """Say what it came to."""
    if as_json:
        _say({"event": "joined", **asdict(done)})
        return
    events = done.position - done.since
    came = f"{events:,} events in {done.seconds:.1f} s ({_rate(events, done.seconds):,.0f}/s)"
    since = f", on from {done.since:,}" if done.since else ""
    whole = "complete" if not done.parked else f"{done.parked} events could not be folded"
    typer.echo(f"{done.view}: {came}{since}, {whole}")


def ended(event: str, view: str, was_there: bool, as_json: bool) -> None:
    """Say what became of something that was to go."""
    if as_json:
        _say({"event": event, "view": view, "was_there": was_there})
    else:
        typer.echo(f"{view}: {event}" if was_there else f"{view}: there was nothing")


@contextmanager
def _bar(view: str) -> Iterator[Say]:
    """The rate and the time left follow from what this rebuild has folded itself, not from where it went on."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[pace]}"))
    began = time.monotonic()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(view, total=None, pace="")

        def say(progress: Progress) -> None:
            rate = _rate(progress.position - progress.since, time.monotonic() - began)
            left = (progress.target - progress.position) / max(rate, 1)
            pace = f"{rate:>9,.0f} events/s, {left:.0f} s left"
            bar.update(task, completed=progress.position, total=progress.target, pace=pace)

        yield say


@contextmanager
def _lines(view: str) -> Iterator[Say]:
    said = 0.0

    def say(progress: Progress) -> None:
        nonlocal said
        if time.monotonic() - said >= EVERY_SECONDS:
            said = time.monotonic()
            _say({"event": "progress", "view": view, **asdict(progress)})

    yield say


def _rate(events: int, seconds: float) -> float:
    return events / max(seconds, 1e-3)


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
