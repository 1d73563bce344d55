"""Enums of the domain as clients see them: what each value means is said, too."""

from __future__ import annotations

from enum import Enum

from strawberry.types.enum import EnumAnnotation


def show(kind: type[Enum], description: str, **values: str) -> None:
    """Make an enum part of the schema. `values` says of each of its members what it means."""
    shown = EnumAnnotation(description=description)(kind)
    for value in shown.__strawberry_definition__.values:  # type: ignore[attr-defined]  # strawberry's decorator sets it
        value.description = values.pop(value.name)
    assert not values, f"{kind.__name__} has no {', '.join(values)}"
