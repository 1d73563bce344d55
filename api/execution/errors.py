"""Every error has one form: a short message, where it is, and a code of `ErrorCode` (INTERNAL is ours alone)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError

from domain.api_keys import ApiScope
from domain.errors import DomainError, ErrorCode
from domain.identity import position_text

MESSAGE_LENGTH = 200
"""Messages may quote the request; this much and no more."""
INTERNAL = "INTERNAL"
OUR_FAULT = "Something went wrong here; it is not your doing. Try again."

logger = logging.getLogger(__name__)


class Stale(DomainError):
    """The views have not come as far as was asked for in time.

    reached  the position they are at
    """

    def __init__(self, reached: int) -> None:
        super().__init__(ErrorCode.STALE, "The views are not there yet. Ask again, or for an earlier position.")
        self.reached = reached


class OutOfScope(DomainError):
    """An API key may not do this.

    scope  the one that it lacks; None where no key has what it takes
    """

    def __init__(self, scope: ApiScope | None) -> None:
        lacks = f"This key lacks the scope {scope}. Make one that has it." if scope else "No key may do this: sign in."
        super().__init__(ErrorCode.FORBIDDEN, lacks)
        self.scope = scope


def formatted(error: GraphQLError) -> dict[str, Any]:
    """The error as clients see it."""
    code, message, more = _said(error)
    value: dict[str, Any] = {"message": _short(message)}
    if error.locations:
        value["locations"] = [{"line": at.line, "column": at.column} for at in error.locations]
    if error.path:
        value["path"] = error.path
    value["extensions"] = {"code": code, **more}
    return value


def report(errors: Sequence[GraphQLError]) -> None:
    """Log what is our own fault: the exception, never the document, its variables or its aliases."""
    for error in errors:
        if _said(error)[0] == INTERNAL:
            logger.error("a resolver failed", exc_info=error.original_error)


def _said(error: GraphQLError) -> tuple[str, str, dict[str, Any]]:
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if isinstance(cause, DomainError):
        field = {"field": [cause.field]} if cause.field else {}
        reached = {"position": position_text(cause.reached)} if isinstance(cause, Stale) else {}
        lacks = {"scope": cause.scope} if isinstance(cause, OutOfScope) else {}
        return cause.code.value, cause.message, {**field, **reached, **lacks}
    if cause is None or error.path is None:  # the request's fault: syntax, validation, coercion
        more = dict(error.extensions or {})
        return str(more.pop("code", ErrorCode.INVALID)), error.message, more
    return INTERNAL, OUR_FAULT, {}


def _short(message: str) -> str:
    return message if len(message) <= MESSAGE_LENGTH else message[:MESSAGE_LENGTH] + "…"
