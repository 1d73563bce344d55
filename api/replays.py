"""What the interface asks of replays: they run elsewhere, one after the other, and are kept for a while."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from projections.replays.outcome import Formula, Outcome
from projections.replays.timeline import Question
from projections.views.trending import Window


class ReplayState(StrEnum):
    """How far a replay is."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"

    @property
    def ended(self) -> bool:
        """Whether nothing more becomes of it."""
        return self not in {ReplayState.QUEUED, ReplayState.RUNNING}


class ReplayFailure(StrEnum):
    """Why a replay has no result."""

    INTERRUPTED = "INTERRUPTED"
    """its process, or the one that watched it, ended before it did"""
    TOO_LONG = "TOO_LONG"
    TOO_LARGE = "TOO_LARGE"
    NO_ROOM = "NO_ROOM"


@dataclass(frozen=True, slots=True)
class ReplayStatus:
    """A replay as it is at a moment.

    fraction  of the log it has to read, 0 to 1
    rate      positions it goes forward in a second; None where that is not known
    seconds   left, where that is known
    outcome   once it is DONE
    """

    id: UUID
    state: ReplayState
    a: Formula
    b: Formula
    window: Window
    fraction: float = 0.0
    rate: float | None = None
    seconds: float | None = None
    failure: ReplayFailure | None = None
    outcome: Outcome | None = None


class Replays(Protocol):
    """Replays of whoever asks for them. Nobody finds another's: to them it is not there."""

    def start(self, owner: UUID, question: Question, key: str | None) -> Awaitable[UUID]:
        """Begin one, or name the one that was begun under the key.

        INVALID for moments that are not there, CONFLICT for a key that was used for another question, QUEUE_FULL.
        """
        ...

    def find(self, owner: UUID, replay: UUID) -> Awaitable[ReplayStatus | None]:
        """One of the owner's, as it is now; None where there is none, or none any more."""
        ...

    def watch(self, owner: UUID, replay: UUID) -> AsyncGenerator[ReplayStatus, None]:
        """The same, now and whenever it has changed, until it has ended. A slow reader gets fewer."""
        ...

    def cancel(self, owner: UUID, replay: UUID) -> Awaitable[ReplayStatus | None]:
        """End one that has not ended, and how it is then."""
        ...
