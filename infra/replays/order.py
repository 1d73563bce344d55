"""What a replay's process is told, and what it says: one line of JSON in, and lines of JSON out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from projections.rankers import Ranker
from projections.replays.outcome import Formula, Outcome
from projections.replays.replay import Spec, Step
from projections.views.trending import Window


@dataclass(frozen=True, slots=True)
class Ordered:
    """A replay that is to be made. `conninfo`: of a role that reads the log."""

    conninfo: str
    a: Formula
    b: Formula
    window: Window
    steps: tuple[tuple[int, datetime], ...]
    began: int
    now: int
    top: int

    @classmethod
    def of(cls, conninfo: str, spec: Spec) -> Ordered:
        """As a line can say it."""
        a, b = (Formula(one.name, one.version, one.formula) for one in (spec.a, spec.b))
        return cls(conninfo, a, b, spec.window, spec.steps, spec.began, spec.now, spec.top)

    def spec(self) -> Spec:
        """The same, to be run."""
        a, b = (Ranker(one.name, one.version, "", one.formula) for one in (self.a, self.b))
        steps = tuple(Step(*step) for step in self.steps)
        return Spec(a, b, self.window, steps, self.began, self.now, self.top)


@dataclass(frozen=True, slots=True)
class Said:
    """What the process says: how far it is, or how it ended.

    position  it has reached
    failure   why there will be no outcome
    """

    position: int = 0
    outcome: Outcome | None = None
    failure: Literal["TOO_LARGE", "INTERRUPTED"] | None = None
