"""Old events read for ever: every version of every topic has a stored payload, and it still says the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from domain.events import TOPICS
from infra.log.codec import decode, encode
from tests.golden.write_events import AT, EVENT_ID, FOLDER, path, row, sample, stored, version

FILES = sorted(FOLDER.glob("*.json"), key=lambda file: file.name)


def ours() -> dict[str, Any]:
    """Topics of the program; tests register classes of their own."""
    return {topic: kind for topic, kind in TOPICS.items() if kind.__module__.startswith("domain.")}


def test_every_version_of_every_topic_is_kept() -> None:
    wanted = {path(topic, n + 1).name for topic, kind in ours().items() for n in range(version(kind))}
    assert wanted == {file.name for file in FILES}, "run python -m tests.golden.write_events"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_it_reads_as_what_was_meant(file: Any) -> None:
    golden = json.loads(file.read_text())
    kind = TOPICS[golden["topic"]]
    event = decode(row(golden))
    assert type(event) is kind
    assert event.timestamp == AT
    assert set(vars(event)) == set(vars(sample(kind)))
    if golden["schema_version"] == version(kind):
        assert event == sample(kind)


@pytest.mark.parametrize("topic", sorted(ours()))
def test_it_is_still_written_the_same(topic: str) -> None:
    kind = TOPICS[topic]
    golden = json.loads(path(topic, version(kind)).read_text())
    written = stored(encode(sample(kind), EVENT_ID))
    assert written == golden, "stored payloads never change: raise class_version, write an upcaster, keep the old file"
