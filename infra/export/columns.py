"""The public log as tables. Ids are those of the API; what is not told of an event is null."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import get_args, get_type_hints
from uuid import UUID

import pyarrow as pa

import projections.catalogue  # noqa: F401 - whoever sees every view knows every topic
from api.schema.events import public_topics
from domain.events import TOPICS

TEXT, NUMBER, TIME = pa.string(), pa.int64(), pa.timestamp("us", tz="UTC")
TYPES: Mapping[object, pa.DataType] = {
    str: TEXT,
    UUID: TEXT,
    int: NUMBER,
    float: pa.float64(),
    bool: pa.bool_(),
    tuple[str, ...]: pa.list_(TEXT),
}
"""How a public field is kept, by its type."""

PLACE = {"position": NUMBER, "topic": TEXT, "happened_at": TIME, "actor": TEXT, "subject": TEXT}
"""What every event has: where it stands, what it is, when, who, and about what."""

ACCOUNTS = pa.schema(
    {
        "account": TEXT,
        "handle": TEXT,
        "joined_at": TIME,
        "follower_count": NUMBER,
        "following_count": NUMBER,
        "post_count": NUMBER,
    }
)
"""People, with the counters that pages show of them."""

POSTS = pa.schema(
    {
        "post": TEXT,
        "author": TEXT,
        "shared_at": TIME,
        "first_public_at": TIME,
        "first_public_position": NUMBER,
        "prompt_visibility": TEXT,
        "tags": pa.list_(TEXT),
        "remix_of": TEXT,
        "on_boards": pa.bool_(),
        "like_count": NUMBER,
        "comment_count": NUMBER,
        "remix_count": NUMBER,
    }
)
"""Public posts, with the counters that pages show of them. on_boards: neither it nor its author is limited."""


def events() -> pa.Schema:
    """A column for each public field of any topic. TypeError if two topics mean different things by one name."""
    columns: dict[str, pa.DataType] = {}
    for topic in public_topics():
        kind = TOPICS[topic]
        hints = get_type_hints(kind)
        for name in kind.PUBLIC_FIELDS:
            wanted = _type(hints[name])
            if columns.setdefault(name, wanted) != wanted:
                raise TypeError(f"{name} of {topic} is {wanted}, and {columns[name]} elsewhere")
    return pa.schema({**PLACE, **dict(sorted(columns.items()))})


def versions() -> dict[str, int]:
    """The version of each public topic, as this program writes it."""
    return {topic: getattr(TOPICS[topic], "class_version", 1) for topic in sorted(public_topics())}


def _type(hint: object) -> pa.DataType:
    (plain,) = [one for one in get_args(hint) or (hint,) if one is not NoneType] if hint not in TYPES else [hint]
    return TYPES[plain]
