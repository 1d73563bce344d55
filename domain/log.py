"""What a command asks of the log, and what it is told. The log itself is in infra."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from domain.events import Aggregate, Event

A = TypeVar("A", bound=Aggregate)


@dataclass(frozen=True, slots=True)
class Toggle:
    """The wish that a relation be on or off.

    The stream's version says which it is: odd is on, even is off. So repeating the wish appends nothing,
    and the log gives the event its version under the lock (`event.originator_version` is not read).
    """

    event: Event
    on: bool


@dataclass(frozen=True, slots=True)
class Once:
    """An idempotency key: the same (scope, key) with the same body is answered, not done again.

    body  a MAC of what was asked, so that nothing of it is kept in clear
    """

    scope: UUID
    key: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Append:
    """All that one command wants in the log: all of it happens, or none.

    events  facts with the versions their streams must be ready for; else `Conflict`
    toggle  or one relation to bring into a state
    ends    and relations that end with it, where they are on
    result  the id of the thing the command is answered with
    """

    result: UUID
    events: Sequence[Event] = ()
    toggle: Toggle | None = None
    ends: Sequence[Event] = ()
    once: Once | None = None
    event_ids: Sequence[UUID] = ()
    """Given by policies (uuid5 of policy and cause), so that doing it again is a no-op; else drawn."""

    @property
    def facts(self) -> Sequence[Event]:
        """Every event that it may come to; of a toggle and what ends with it, those that change something."""
        return (self.toggle.event, *self.ends) if self.toggle else self.events

    def keyed(self, once: Once | None) -> Append:
        """The same wish under an idempotency key."""
        return replace(self, once=once)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The log's answer, given after the events are on disk.

    position  of the command's last event; of the first time, where it was a repetition
    appended  False where nothing was new (a repeated key, a like that stood already)
    """

    position: int
    result: UUID
    appended: bool


class Recorded(NamedTuple):
    """An event in the log, at its position."""

    position: int
    event: Event


class Unreadable(Event):
    """Stands for a stored event that this program cannot read: its topic is unknown or its state does not decode.

    The log hands it out instead of failing, so that one bad event stops nobody who does not need it.
    """

    topic: str
    reason: str


class Conflict(Exception):
    """A stream is not at the version the command saw. Read again, decide again."""


class KeyReused(Exception):
    """The idempotency key was used with another body."""


class LogFull(Exception):
    """The append queue is full: try again later; nothing was written."""


class NoRoom(LogFull):
    """The disk is nearly full: nothing new is written until an operator has made room."""


class Log(Protocol):
    """The log as commands see it."""

    def append(self, wish: Append) -> Awaitable[Receipt]:
        """Write a command's events durably, or raise Conflict, KeyReused or LogFull having written nothing."""
        ...

    def recall(self, once: Once) -> Awaitable[Receipt | None]:
        """The receipt of an earlier command under this key, None if there was none; KeyReused for another body."""
        ...

    def load(self, kind: type[A], aggregate_id: UUID) -> Awaitable[A | None]:
        """An aggregate folded from its stream, or None if the stream is empty."""
        ...
