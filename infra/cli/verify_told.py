"""What `limn verify` tells: a bar, and a line for each thing that is wrong; or lines of JSON."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from dataclasses import asdict
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from infra.verify.findings import Finding, Part

EVERY_SECONDS = 0.5
NAMED = 100
"""The most findings of a part that people are told one by one."""
UNITS = {Part.LOG: "events", Part.BLOBS: "pictures", Part.VIEWS: "events"}


class Teller:
    """Says how far a verification is and what it finds, while it is open."""

    def __init__(self, as_json: bool) -> None:
        self._json = as_json
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[pace]}"))
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True, disable=as_json)
        self._task = self._bar.add_task("", total=None, pace="")
        self._part: Part | None = None
        self._began = self._said = 0.0
        self._found: Counter[Part] = Counter()

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    @property
    def wrong(self) -> int:
        """How much was found."""
        return self._found.total()

    def goes_on(self, part: Part, position: int, target: int) -> None:
        """How far it is; said now and then."""
        now = time.monotonic()
        if part is not self._part:
            self._part, self._began, self._said = part, now, 0.0
        if now - self._said < EVERY_SECONDS:
            return
        self._said = now
        rate = position / max(now - self._began, EVERY_SECONDS)
        if self._json:
            self._line({"event": "progress", "part": part, "position": position, "target": target})
        else:
            pace = f"{rate:>9,.0f} {UNITS[part]}/s, {(target - position) / max(rate, 1):.0f} s left"
            self._bar.update(self._task, description=part, completed=position, total=target, pace=pace)

    def found(self, finding: Finding) -> None:
        """Something is wrong."""
        self._found[finding.part] += 1
        if self._json:
            self._line({"event": "found", **asdict(finding), "sentence": finding.sentence})
        elif self._found[finding.part] <= NAMED:
            self._say(f"WRONG   {finding.sentence}")

    def ended(self, part: Part, note: str) -> None:
        """A part is read."""
        wrong = self._found[part]
        if self._json:
            self._line({"event": "verified", "part": part, "wrong": wrong, "note": note})
        else:
            self._say(f"{part:<7} {note}; {wrong:,} wrong" if wrong else f"{part:<7} {note}; all is as it was")

    def _say(self, line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def _line(self, line: dict[str, object]) -> None:
        self._say(json.dumps(line))
