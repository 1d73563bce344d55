"""What runs, and where: written by the supervisor at every change, read by everyone else."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path


class Phase(StrEnum):
    """Where a program is in its life."""

    WAITING = "waiting"
    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    STOPPING = "stopping"
    STOPPED = "stopped"
    OUTSIDE = "outside"


@dataclass(slots=True)
class ProgramState:
    """One program: ``reason`` says why it is not ready, or why it was last restarted; ``since`` is Unix time."""

    name: str
    phase: Phase = Phase.WAITING
    pid: int | None = None
    restarts: int = 0
    reason: str = ""
    since: float = 0.0


@dataclass(slots=True)
class SystemState:
    """The whole system: addresses without secrets, and its programs in the order of their start."""

    guard: int
    supervisor: int
    data: str
    runtime: str
    http: str
    database: str
    redis: str
    triton: str
    metrics: str = ""
    programs: list[ProgramState] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Whether everything runs."""
        return all(program.phase in (Phase.READY, Phase.OUTSIDE) for program in self.programs)

    def write(self, path: Path) -> None:
        """Replace the file in one step, so that a reader never sees half of it."""
        draft = path.with_suffix(".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(self), file, indent=1)
        draft.replace(path)

    @classmethod
    def read(cls, path: Path) -> SystemState | None:
        """The state that was last written, or None. Whether it still runs is what ``Layout.holder`` says."""
        try:
            fields = json.loads(path.read_text())
        except FileNotFoundError:
            return None
        programs = [ProgramState(**row | {"phase": Phase(row["phase"])}) for row in fields.pop("programs")]
        return cls(**fields, programs=programs)
