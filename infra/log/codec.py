"""Events as rows and back: canonical JSON of their own fields, everything else in typed columns."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, TypedDict, TypeVar, get_type_hints
from uuid import UUID

import msgspec

from domain.events import TOPICS, UNRECORDED, Event
from domain.log import Recorded, Unreadable
from infra.log.cause import Cause

E = TypeVar("E", bound=Event)

IN_COLUMNS = frozenset({"originator_id", "originator_version", "timestamp", "actor", "subject", "sealed"})

COLUMNS = (
    "notification_id, originator_id, originator_version, topic, state, at, actor, subject, schema_version, personal"
)
"""What a `Row` is selected from, in its order."""

ENCODER = msgspec.json.Encoder(order="sorted")


UNREADABLE = (KeyError, ValueError, AttributeError)
"""What `decode` raises for a row it cannot read."""


class Unencodable(ValueError):
    """An event that cannot be written as a row: its topic is not registered or a field is not JSON."""


class Fact(NamedTuple):
    """What of an event is stored besides its place: in a stream (version) and in the log (position, at).

    correlation_id, causation_id, trace  where it comes from: `infra.log.cause`
    """

    originator_id: UUID
    topic: str
    state: bytes
    actor: UUID | None
    subject: UUID | None
    event_id: UUID
    schema_version: int
    personal: bytes | None
    correlation_id: UUID | None = None
    causation_id: UUID | None = None
    trace: str | None = None


class Row(NamedTuple):
    """A row of log.events as it is read (`COLUMNS`). Rows of other programs leave the typed columns empty."""

    position: int
    originator_id: UUID
    originator_version: int
    topic: str
    state: bytes
    at: datetime | None
    actor: UUID | None
    subject: UUID | None
    schema_version: int | None
    personal: bytes | None


@dataclass(frozen=True, slots=True)
class Shape:
    """How one event class is stored: its own fields in order of their names, and what decodes them."""

    topic: str
    version: int
    own: tuple[str, ...]
    sealed: bool
    typed: Any
    decoder: msgspec.json.Decoder[dict[str, Any]]


@cache
def shape(kind: type[Event]) -> Shape:
    """The shape of an event class. Raises Unencodable for a class without a topic of its own."""
    topic = kind.__dict__.get("TOPIC")
    if topic is None:
        raise Unencodable(f"{kind.__name__} has no topic")
    names = {field.name for field in fields(kind)}
    own = tuple(sorted(names - IN_COLUMNS))
    hints = get_type_hints(kind)
    make: Any = TypedDict  # type checkers know no TypedDict made at run time
    typed = make(kind.__name__, {name: hints[name] for name in own})
    decoder = msgspec.json.Decoder(typed)
    return Shape(topic, getattr(kind, "class_version", 1), own, "sealed" in names, typed, decoder)


def encode(event: Event, event_id: UUID, cause: Cause | None = None, trace: str | None = None) -> Fact:
    """An event as it is stored, with what it answers and the span that appends it. Raises Unencodable."""
    stored = shape(type(event))
    values = event.__dict__
    try:
        state = ENCODER.encode({name: values[name] for name in stored.own})
    except (TypeError, ValueError, KeyError) as error:
        raise Unencodable(f"{stored.topic}: {error}") from error
    return Fact(
        values["originator_id"],
        stored.topic,
        state,
        values["actor"],
        values["subject"],
        event_id,
        stored.version,
        values["sealed"] if stored.sealed else None,
        cause and cause.correlation_id,
        cause and cause.event_id,
        trace,
    )


def decode(row: Row) -> Event:
    """The event of a row, upcast to its class's newest version. Raises one of `UNREADABLE`."""
    kind = TOPICS[row.topic]
    stored = shape(kind)
    current = row.schema_version == stored.version
    values = stored.decoder.decode(row.state) if current else _upcast(kind, stored, row)
    values["originator_id"] = row.originator_id
    values["originator_version"] = row.originator_version
    values["timestamp"] = row.at or UNRECORDED
    values["actor"] = row.actor
    values["subject"] = row.subject
    if stored.sealed:
        values["sealed"] = row.personal
    return _revive(kind, values)


def recorded(row: Row) -> Recorded:
    """The event of a row at its position; what cannot be read comes as `Unreadable`."""
    try:
        return Recorded(row.position, decode(row))
    except UNREADABLE as error:
        reason = "unknown topic" if row.topic not in TOPICS else f"{type(error).__name__}: {error}"
        return Recorded(row.position, _unreadable(row, reason))


def _upcast(kind: type[Event], stored: Shape, row: Row) -> dict[str, Any]:
    """Old payloads pass `upcast_v1_v2`, `upcast_v2_v3` … of their class, which change the JSON object in place."""
    version = row.schema_version or 1
    if version > stored.version:
        raise ValueError(f"version {version} is newer than this program's {stored.version}")
    values = msgspec.json.decode(row.state, type=dict[str, Any])
    for step in range(version, stored.version):
        getattr(kind, f"upcast_v{step}_v{step + 1}")(values)
    converted: dict[str, Any] = msgspec.convert(values, stored.typed)
    return converted


def _unreadable(row: Row, reason: str) -> Unreadable:
    values = {
        "originator_id": row.originator_id,
        "originator_version": row.originator_version,
        "timestamp": row.at or UNRECORDED,
        "actor": row.actor,
        "subject": row.subject or row.originator_id,
        "topic": row.topic,
        "reason": reason,
    }
    return _revive(Unreadable, values)


def _revive(kind: type[E], values: dict[str, Any]) -> E:
    event = object.__new__(kind)
    event.__dict__.update(values)
    return event
