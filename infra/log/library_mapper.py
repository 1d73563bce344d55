"""The library's stored events, carrying our rows where the event is one of ours."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, MapperDeserialisationError, Notification, StoredEvent

from domain.events import Event
from infra.log.codec import UNREADABLE, Fact, Row, decode, encode
from infra.log.identifiers import draw


@dataclass(frozen=True)
class StoredFact(StoredEvent):
    """One of our events on its way into the log."""

    fact: Fact


@dataclass(frozen=True)
class StoredRow(StoredEvent):
    """One of our events as it is in the log."""

    row: Row


@dataclass(frozen=True)
class NotifiedRow(Notification):
    """One of our events, at its position."""

    row: Row


class FactMapper(Mapper[UUID]):
    """Limn's events by Limn's codec; events of other classes as the library maps them."""

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        """Raises Unencodable."""
        if not isinstance(domain_event, Event):
            return super().to_stored_event(domain_event)
        fact = encode(domain_event, draw())
        return StoredFact(fact.originator_id, domain_event.originator_version, fact.topic, fact.state, fact)

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[UUID]:
        """Raises MapperDeserialisationError for a row that does not decode."""
        if not isinstance(stored_event, StoredRow | NotifiedRow):
            return super().to_domain_event(stored_event)
        try:
            return decode(stored_event.row)
        except UNREADABLE as error:
            raise MapperDeserialisationError(f"{stored_event.topic}: {error}") from error


def fact_of(stored: StoredEvent) -> Fact:
    """What is written for a stored event, ours or another's."""
    if isinstance(stored, StoredFact):
        return stored.fact
    assert isinstance(stored.originator_id, UUID), "streams of the log are named by UUIDs"
    return Fact(stored.originator_id, stored.topic, stored.state, None, None, draw(), 1, None)


def stored_of(row: Row) -> StoredEvent:
    """A row as the library's stored event; a row without a subject is not one of ours."""
    if row.subject is None:
        return StoredEvent(row.originator_id, row.originator_version, row.topic, row.state)
    return StoredRow(row.originator_id, row.originator_version, row.topic, row.state, row)


def notification_of(row: Row) -> Notification:
    """A row as the library's notification."""
    if row.subject is None:
        return Notification(row.originator_id, row.originator_version, row.topic, row.state, row.position)
    return NotifiedRow(row.originator_id, row.originator_version, row.topic, row.state, row.position, row)
