"""Scalars of our own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from domain.errors import invalid
from domain.identity import parse_position, position_text

Position = NewType("Position", int)
"""A position inside the program is a number; outside it is text of fixed width."""


def _parse(value: object) -> int:
    if not isinstance(value, str):
        raise invalid("position", "A position is a string of 16 digits, as the API gave it.")
    return parse_position(value)


SCALARS: Mapping[object, ScalarDefinition] = {
    Position: strawberry.scalar(
        name="Position",
        serialize=position_text,
        parse_value=_parse,
        description="A place in the event log: a string of 16 digits that sorts as text. All zeros is before the "
        "first event.",
    )
}

MinPosition = Annotated[
    Position | None,
    strawberry.argument(
        description="Show at least this position, waiting at most a second for it; later fails with STALE and the "
        "position reached."
    ),
]
