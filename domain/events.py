"""The kind of all facts. A fact is immutable, named in the past tense, and carries what its folds need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar, dataclass_transform
from uuid import UUID

from eventsourcing.domain import AggregateEvent, BaseAggregate, CanInitAggregate, MetaDomainEvent
from eventsourcing.utils import register_topic

UNRECORDED = datetime(1, 1, 1, tzinfo=UTC)
"""The time of an event that is not in the log yet. The log sets the real one (`at`) under its lock."""

TOPICS: dict[str, type[Event]] = {}
"""Every topic there is and the class of its newest version."""


class Audience(StrEnum):
    """Who may ever see events of a topic. What they see of it is also gated by present visibility."""

    PUBLIC = "public"
    PARTY = "party"
    MODERATOR = "moderator"
    NEVER = "never"


@dataclass_transform(frozen_default=True)
class EventType(MetaDomainEvent):
    """Makes every event class a frozen dataclass (the library's doing) and says so to type checkers."""


class Event(AggregateEvent, metaclass=EventType):
    """A fact of one stream.

    originator_id, originator_version  the stream and the event's number in it
    timestamp                          `UNRECORDED`, or the log's `at` once it is read back
    actor                              who did it; None where the system did
    subject                            the thing it is about: what a page about that thing folds

    A field called `sealed` holds personal text, encrypted under its person's key before the event is made.
    A class that says nothing about its audience is seen by nobody.
    """

    TOPIC: ClassVar[str]
    AUDIENCE: ClassVar[Audience] = Audience.NEVER
    PUBLIC_FIELDS: ClassVar[tuple[str, ...]] = ()

    actor: UUID | None
    subject: UUID

    @staticmethod
    def create_timestamp() -> datetime:
        """The domain has no clock."""
        return UNRECORDED

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        topic = cls.__dict__.get("TOPIC")
        if topic is not None:
            register_topic(topic, cls)
            TOPICS[topic] = cls


class Created(CanInitAggregate[UUID], Event):
    """The first fact of an aggregate."""

    originator_topic: str


class Aggregate(BaseAggregate[UUID]):
    """A consistency boundary whose events are the module's own classes; ids are given, never drawn here."""

    def collect_events(self) -> Sequence[Event]:
        """What happened to it since it was loaded, to be appended."""
        return [event for event in super().collect_events() if isinstance(event, Event)]
