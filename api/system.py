"""What the interface can say of the system that it is a part of, for its operator."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Protocol

from projections.standing import Made


@dataclass(frozen=True, slots=True)
class Program:
    """One program of the system.

    state   waiting, starting, ready, restarting, stopping, stopped; outside: not ours to start
    since   when it came into it, in Unix time
    reason  why it is not ready, or why it was last started again
    """

    name: str
    state: str
    restarts: int
    since: float
    reason: str


@dataclass(frozen=True, slots=True)
class Disk:
    """Bytes of the disk that holds the data folder."""

    free: int
    total: int


class System(Protocol):
    """The processes around this one."""

    def programs(self) -> Sequence[Program]:
        """Each program, as the supervisor last wrote it; none where nobody supervises."""
        ...

    def disk(self) -> Disk:
        """The room that is left."""
        ...

    def made(self) -> Awaitable[Made]:
        """What was rendered, as of half a minute ago at most."""
        ...

    def exposition(self, ours: str) -> Awaitable[str]:
        """The numbers of all processes in Prometheus' text format, `ours` among them."""
        ...
