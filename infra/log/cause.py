"""What an event answers: who works because of an event appends under its cause.

Each of the log's columns is filled where it says something that the row does not say without it:

causation_id    the event that this one answers; null where a person's request did it, which is no event
correlation_id  the event that the story began with; null where that is the causation itself, or the event itself
trace           the span that appended it, as a W3C traceparent; null where nothing was traced
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple
from uuid import UUID

STORED = (
    "SELECT event_id, correlation_id, causation_id, trace FROM log.events"
    " WHERE originator_id = %s AND originator_version = %s"
)
"""An event by its stream and its number in it, as `Cause.stored` takes it."""


class Cause(NamedTuple):
    """An event that something is done about.

    event_id        its own
    correlation_id  the event that its story began with, None where that is itself
    trace           the span that appended it
    """

    event_id: UUID
    correlation_id: UUID | None = None
    trace: str | None = None

    @classmethod
    def stored(cls, event_id: UUID, correlation: UUID | None, causation: UUID | None, trace: str | None) -> Cause:
        """From the columns of its row."""
        return cls(event_id, correlation or causation, trace)


_cause: ContextVar[Cause | None] = ContextVar("cause", default=None)


def cause() -> Cause | None:
    """What is being answered here and now."""
    return _cause.get()


@contextmanager
def answering(event: Cause | None) -> Iterator[None]:
    """What is appended in this block answers an event."""
    token = _cause.set(event)
    try:
        yield
    finally:
        _cause.reset(token)
