"""What the routes of pages ask of whoever builds them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Phase(StrEnum):
    """Where a page's build stands."""

    READY = "ready"
    BUILDING = "building"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BuildState:
    """The phase, what is happening or what went wrong in one sentence, and the mend of a failure.

    ``folder`` holds ``index.html`` and ``assets/``; until a build succeeds it is the last one that did, if any.
    """

    phase: Phase
    words: str
    mend: str = ""
    folder: Path | None = None


class PageBuild(Protocol):
    """The builder, asked on every visit; the answer may come from another process's work."""

    @property
    def folder(self) -> Path:
        """Where the page lies once it is built."""

    def state(self) -> BuildState:
        """How the build stands now; never waits for it."""


@dataclass(frozen=True, slots=True)
class Builds:
    """The pages there are."""

    app: PageBuild
    explorer: PageBuild
