"""Events as rows and back: old payloads are upcast, unreadable ones say so, and nothing is lost between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError
from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest

from domain.events import TOPICS, UNRECORDED, Event
from domain.log import Unreadable
from domain.reactions import PostLiked
from infra.log.codec import Fact, Row, Unencodable, decode, encode, recorded

AT = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)


class PlaceNamed(Event):
    """An event in its third version: first `name`, then `names`, then with the place's `height` in metres."""

    TOPIC = "test.place.named"
    class_version: ClassVar[int] = 3

    names: tuple[str, ...]
    height: float | None

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["names"] = [state.pop("name")]

    @staticmethod
    def upcast_v2_v3(state: dict[str, Any]) -> None:
        state["height"] = None


@pytest.fixture(autouse=True, scope="module")
def topics_of_this_module_only() -> Iterator[None]:
    yield
    del TOPICS[PlaceNamed.TOPIC]


def row(topic: str, state: bytes, version: int | None) -> Row:
    return Row(7, uuid4(), 1, topic, state, AT, uuid4(), uuid4(), version, None)


def row_of(fact: Fact) -> Row:
    f = fact
    return Row(7, f.originator_id, 1, f.topic, f.state, AT, f.actor, f.subject, f.schema_version, f.personal)


def test_state_is_canonical_json_of_the_own_fields() -> None:
    author = UUID("3f0c8a52-9a0e-4d0f-8a8e-0d3b7f1c2a11")
    ids = [uuid4() for _ in range(4)]
    event = PostLiked(ids[0], 1, UNRECORDED, ids[1], ids[2], author)
    fact = encode(event, ids[3])
    assert fact.state == b'{"author":"3f0c8a52-9a0e-4d0f-8a8e-0d3b7f1c2a11"}'
    assert (fact.originator_id, fact.actor, fact.subject, fact.event_id) == tuple(ids)
    read = decode(row_of(fact))
    assert isinstance(read, PostLiked)
    assert (read.author, read.actor, read.subject, read.timestamp) == (author, ids[1], ids[2], AT)
    with pytest.raises(FrozenInstanceError):
        read.actor = None


@pytest.mark.parametrize(
    ("version", "state", "height"),
    [
        (1, b'{"name":"Fuji"}', None),
        (None, b'{"name":"Fuji"}', None),
        (2, b'{"names":["Fuji"]}', None),
        (3, b'{"height":3776.0,"names":["Fuji"]}', 3776.0),
    ],
)
def test_old_payloads_are_upcast(version: int | None, state: bytes, height: float | None) -> None:
    event = decode(row(PlaceNamed.TOPIC, state, version))
    assert isinstance(event, PlaceNamed)
    assert (event.names, event.height) == (("Fuji",), height)


@pytest.mark.parametrize(
    ("topic", "state", "version"),
    [
        ("nobody.knows", b"{}", 1),
        ("post.liked", b"not json", 1),
        ("post.liked", b"{}", 1),
        ("post.liked", b'{"author":"somebody"}', 1),
        ("post.liked", b"[]", 1),
        ("post.liked", b"\xff", 1),
        ("post.liked", b'{"author":null}', 1),
        ("post.liked", b"{}", 2),
        (PlaceNamed.TOPIC, b"{}", 1),
        (PlaceNamed.TOPIC, b"[]", 1),
        (PlaceNamed.TOPIC, b"{}", 4),
        (PlaceNamed.TOPIC, b"{}", -5),
    ],
)
def test_what_cannot_be_read_stands_in_its_place(topic: str, state: bytes, version: int) -> None:
    read = recorded(row(topic, state, version))
    assert read.position == 7
    assert isinstance(read.event, Unreadable)
    assert read.event.topic == topic
    assert read.event.reason


def test_an_event_without_a_topic_is_not_stored() -> None:
    class Nameless(Event):
        """Nobody could read it."""

    with pytest.raises(Unencodable, match="no topic"):
        encode(Nameless(uuid4(), 1, UNRECORDED, None, uuid4()), uuid4())
