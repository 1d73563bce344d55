"""How far a long piece of work is, on the terminal as a bar or on stdout as lines of JSON, and what it came to."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

EVERY_SECONDS = 0.5


class Say(Protocol):
    """Is told of a part how far it is; says so now and then."""

    def __call__(self, part: str, done: int, of: int | None, since: int = 0) -> None:
        """`of`: where it ends, None where nobody knows. `since`: where it began, as one that goes on does."""
        ...


@contextmanager
def as_it_goes(as_json: bool) -> Iterator[Say]:
    """While this is open: bars with a rate and the time left on a terminal's stderr, or lines of JSON on stdout."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[pace]}"))
    with Progress(
        *columns,
        console=console,
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # else what goes to a file or a pipe would appear on stderr
        disable=as_json or not console.is_terminal,
    ) as bars:
        yield _Saying(_line if as_json else _Bars(bars))


def tell(as_json: bool, event: str, sentence: str, /, **facts: object) -> None:
    """Say what came of it: a sentence, or a line of JSON."""
    _write(json.dumps({"event": event, **facts}) if as_json else sentence)


@dataclass(frozen=True, slots=True)
class _Far:
    """How far a part is, and how many a second it goes."""

    part: str
    since: int
    done: int
    of: int | None
    rate: float

    @property
    def pace(self) -> str:
        """For people."""
        left = "" if self.of is None else f", {(self.of - self.done) / max(self.rate, 1):.0f} s left"
        return f"{self.done:,} ({self.rate:,.0f}/s{left})"


class _Saying:
    """Passes on what is said now and then, and the end of each part. A part begins when the one before has ended."""

    def __init__(self, pass_on: Callable[[_Far], None]) -> None:
        self._pass_on = pass_on
        self._part = ""
        self._began = self._heard = self._said = time.monotonic()

    def __call__(self, part: str, done: int, of: int | None, since: int = 0) -> None:
        """As `Say`."""
        if part != self._part:
            self._part, self._began = part, self._heard
        self._heard = now = time.monotonic()
        if now - self._said >= EVERY_SECONDS or done == of:
            self._said = now
            self._pass_on(_Far(part, since, done, of, (done - since) / max(now - self._began, 1e-3)))


class _Bars:
    """A bar for each part."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, far: _Far) -> None:
        """Show it."""
        if far.part not in self._tasks:
            self._tasks[far.part] = self._bars.add_task(far.part, pace="")
        total = None if far.of is None else far.of - far.since
        self._bars.update(self._tasks[far.part], completed=far.done - far.since, total=total, pace=far.pace)


def _line(far: _Far) -> None:
    tell(True, "progress", "", part=far.part, since=far.since, done=far.done, of=far.of)


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
