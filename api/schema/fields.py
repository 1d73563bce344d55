"""Fields, with their types kept and a description always."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import strawberry

from api.context import Context

F = TypeVar("F", bound=Callable[..., object])

Info = strawberry.Info[Context, None]


def field(description: str) -> Callable[[F], F]:
    """A field that a method resolves."""
    decorate: Any = strawberry.field(description=description)
    return decorate  # type: ignore[no-any-return]  # strawberry's decorator is untyped; it keeps the signature


def mutation(description: str) -> Callable[[F], F]:
    """A command."""
    decorate: Any = strawberry.mutation(description=description)
    return decorate  # type: ignore[no-any-return]  # as above
