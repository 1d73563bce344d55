"""How far a long piece of work is, part by part: a bar with a rate and the time left, or lines of JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

EVERY_SECONDS = 0.5

Say = Callable[[str, int, int | None], None]
"""Is told of a part how much is done, and of how much where that is known."""


def as_it_goes(as_json: bool) -> AbstractContextManager[Say]:
    """Say how far it is, on stderr: as bars while this is open, or as a line on stdout now and then."""
    return _lines() if as_json else _bars()


def done(as_json: bool, event: str, sentence: str, **facts: object) -> None:
    """Say what it came to."""
    sys.stdout.write((json.dumps({"event": event, **facts}) if as_json else sentence) + "\n")


@contextmanager
def _bars() -> Iterator[Say]:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[pace]}"))
    tasks: dict[str, TaskID] = {}
    began = said = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:

        def say(part: str, done: int, of: int | None) -> None:
            nonlocal began, said
            now = time.monotonic()
            if part not in tasks:
                began = now
                tasks[part] = bars.add_task(part, total=of, pace="")
            elif now - said < EVERY_SECONDS and done != of:
                return
            said = now
            rate = done / max(now - began, 1e-3)
            left = f", {(of - done) / max(rate, 1):.0f} s left" if of is not None else ""
            bars.update(tasks[part], completed=done, pace=f"{done:,} ({rate:,.0f}/s{left})")

        yield say


@contextmanager
def _lines() -> Iterator[Say]:
    said = 0.0

    def say(part: str, done: int, of: int | None) -> None:
        nonlocal said
        if time.monotonic() - said >= EVERY_SECONDS:
            said = time.monotonic()
            sys.stdout.write(json.dumps({"event": "progress", "part": part, "done": done, "of": of}) + "\n")
            sys.stdout.flush()

    yield say
