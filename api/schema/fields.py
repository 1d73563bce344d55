"""Fields, with their types kept and a description always."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction, signature
from typing import Any, TypeVar, cast

import strawberry

from api.batched import LOADED
from api.context import Context
from domain.api_keys import ApiScope

F = TypeVar("F", bound=Callable[..., object])

SCOPE = "scope"
"""Under this name a mutation says which scope an API key needs for it."""

Info = strawberry.Info[Context, None]


def field(description: str) -> Callable[[F], F]:
    """A field that a method resolves."""
    decorate: Any = strawberry.field(description=description)
    return lambda resolver: decorate(_spanned(resolver))


def loaded(description: str) -> Callable[[F], F]:
    """A field that a method resolves that waits for loaders of the gate and nothing else: it needs no task."""
    decorate: Any = strawberry.field(description=description, metadata={LOADED: True})
    return decorate  # type: ignore[no-any-return]  # strawberry's decorator is untyped; it keeps the signature


def _spanned(resolver: F) -> F:
    """The resolver as a span, if it asks for something itself: then it takes `info`. Others share the gate's reads."""
    if not iscoroutinefunction(resolver) or "info" not in signature(resolver).parameters:
        return resolver
    name = f"resolve {resolver.__name__}"

    @wraps(resolver)
    async def resolved(*parent: object, info: Info, **arguments: object) -> object:
        with info.context.services.spans.span(name):
            return await resolver(*parent, info=info, **arguments)

    return cast(F, resolved)


def mutation(description: str, scope: ApiScope | None = ApiScope.WRITE) -> Callable[[F], F]:
    """A command, and the scope that an API key needs for it: None where no key may do it, only who is signed in."""
    needs = f"An API key needs {scope}." if scope else "Not for API keys."
    decorate: Any = strawberry.mutation(description=f"{description} {needs}", metadata={SCOPE: scope})
    return decorate  # type: ignore[no-any-return]  # as above
