"""Golden payloads: one stored event of every topic and version, kept for ever.

``python -m tests.golden.write_events`` writes those that are missing. What is there is never written again: an event
class that changes gets a new ``class_version``, an upcaster, and a new file beside the old one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

import domain
from domain.events import TOPICS, Created, Event
from infra.log.codec import Fact, Row, encode

FOLDER = Path(__file__).with_name("events")

for module in iter_modules(domain.__path__, "domain."):
    import_module(module.name)  # so that every topic is registered

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EVENT_ID = UUID("019ab000-0000-7000-8000-000000000001")
SAMPLES: Mapping[type, object] = {
    UUID: UUID("3f0c8a52-9a0e-4d0f-8a8e-0d3b7f1c2a11"),
    str: "text with ünïcode",
    int: 2**53,
    float: 0.125,
    bool: True,
    bytes: b"\x00sealed\xff",
    datetime: AT,
}


def version(kind: type[Event]) -> int:
    """The version of an event class."""
    return int(getattr(kind, "class_version", 1))


def path(topic: str, number: int) -> Path:
    """Where a golden payload is kept."""
    return FOLDER / f"{topic}.v{number}.json"


def sample(kind: type[Event]) -> Event:
    """An event of the class, every field filled."""
    hints = get_type_hints(kind)
    values: dict[str, Any] = {"originator_id": SAMPLES[UUID], "originator_version": 1, "timestamp": AT}
    values |= {field.name: _value(hints[field.name]) for field in fields(kind) if field.name not in values}
    if issubclass(kind, Created):
        values["originator_topic"] = "golden"
    return kind(**values)


def stored(fact: Fact) -> dict[str, Any]:
    """A fact as golden files hold it."""
    return {
        "topic": fact.topic,
        "schema_version": fact.schema_version,
        "originator_id": str(fact.originator_id),
        "actor": fact.actor and str(fact.actor),
        "subject": str(fact.subject),
        "personal": fact.personal.hex() if fact.personal is not None else None,
        "state": fact.state.decode(),
    }


def row(golden: Mapping[str, Any]) -> Row:
    """A golden payload as it would be read from the log."""
    return Row(
        position=1,
        originator_id=UUID(golden["originator_id"]),
        originator_version=1,
        topic=golden["topic"],
        state=golden["state"].encode(),
        at=AT,
        actor=UUID(golden["actor"]) if golden["actor"] else None,
        subject=UUID(golden["subject"]),
        schema_version=golden["schema_version"],
        personal=bytes.fromhex(golden["personal"]) if golden["personal"] is not None else None,
    )


def main() -> None:
    """Write what is missing."""
    for topic, kind in sorted(TOPICS.items()):
        file = path(topic, version(kind))
        if not file.exists():
            file.write_text(json.dumps(stored(encode(sample(kind), EVENT_ID)), indent=1, ensure_ascii=False) + "\n")


def _value(hint: Any) -> object:
    options = [option for option in get_args(hint) if option is not NoneType]
    if get_origin(hint) is tuple:
        return tuple(_value(option) for option in options if option is not Ellipsis)
    return SAMPLES[options[0] if options else hint]


if __name__ == "__main__":
    main()
