"""What ``limn up`` says: lines for a person, or one JSON object per change of state for a program."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Protocol

from api.pages.build import Phase as PagePhase
from infra.servers.problem import Problem
from infra.settings import Settings
from infra.supervisor.state import Phase, ProgramState, SystemState
from infra.webbuild import in_words, pages_of

RATES_OFF = "!! LIMN_RATE_LIMITS=off: every limit on rates is lifted. Only for this machine's own use."


class Voice(Protocol):
    """Who is told what happens."""

    def changed(self, program: ProgramState) -> None:
        """A program entered another phase."""

    def ready(self, system: SystemState, settings: Settings, seconds: float) -> None:
        """Everything runs, ``seconds`` after the first step."""

    def problem(self, problem: Problem) -> None:
        """It could not start."""

    def stopped(self) -> None:
        """Everything has ended."""


class Lines:
    """For a person at a terminal."""

    def changed(self, program: ProgramState) -> None:
        """One line per change that matters."""
        if program.phase is not Phase.STOPPING:
            why = f": {program.reason}" if program.reason else ""
            _line(f"{program.name:<9} {program.phase}{why}")

    def ready(self, system: SystemState, settings: Settings, seconds: float) -> None:
        """The banner."""
        _line("")
        _line(f"  Limn is ready after {seconds:.1f} s. Stop it with Ctrl-C or limn down.")
        for name, build in pages_of().items():
            if name == "explorer" and settings.profile == "production":
                continue
            state, path = build.state(), "" if name == "app" else name
            soon = "" if state.phase is PagePhase.READY else f"   {in_words(state)}"
            _line(f"    {name:<9} {system.http}/{path}{soon}")
        _line(f"    metrics   {system.http}/metrics")
        _line(f"    data      {system.data}")
        if settings.rate_limits == "off":
            _line(f"  {RATES_OFF}")
        _line("")

    def problem(self, problem: Problem) -> None:
        """One sentence with its mend."""
        sys.stderr.write(f"{problem}\n")

    def stopped(self) -> None:
        """The last line."""
        _line("stopped")


class Json:
    """For a program: one object per line, its ``event`` first."""

    def changed(self, program: ProgramState) -> None:
        """``{"event": "program", …}``."""
        _object("program", asdict(program))

    def ready(self, system: SystemState, settings: Settings, seconds: float) -> None:
        """``{"event": "ready", …}`` with every address."""
        pages = {name: in_words(build.state()) for name, build in pages_of().items()}
        more = {"seconds": round(seconds, 3), "rateLimits": settings.rate_limits, "pages": pages}
        _object("ready", asdict(system) | more)

    def problem(self, problem: Problem) -> None:
        """``{"event": "problem", …}``."""
        _object("problem", {"sentence": problem.sentence, "mend": problem.mend, "code": int(problem.code)})

    def stopped(self) -> None:
        """``{"event": "stopped"}``."""
        _object("stopped", {})


def _line(text: str) -> None:
    with suppress(BrokenPipeError):  # nobody listens any more; what stops must stop in order all the same
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def _object(event: str, fields: dict[str, object]) -> None:
    _line(json.dumps({"event": event, **fields}))
