"""Refusals of commands, as data."""

from __future__ import annotations

import strawberry

from api.schema.enums import show
from domain.errors import DomainError, ErrorCode

show(
    ErrorCode,
    "Why something was refused.",
    INVALID="What was asked can never be answered so. Mend the field that is named.",
    NOT_FOUND="It is not there, or not shown to the viewer: the two look the same.",
    CONFLICT="It makes no sense as things stand: read them again.",
    FORBIDDEN="The viewer sees it, and may not do this to it.",
    UNAUTHENTICATED="Sign in first, or again.",
    REFUSED_BY_POLICY="A rule of this place forbids it; the message says which words.",
    RATE_LIMITED="Too often. Wait, and send the same again.",
    QUEUE_FULL="Too much is under way. Wait a moment, and send the same again.",
    STALE="The views have not come as far as was asked for. Ask again, or for less.",
    GONE="It was there, and is not kept any more.",
)


@strawberry.type(description="Why a command was refused.")
class UserError:
    """One refusal."""

    field: list[str] | None = strawberry.field(description="The path of the input field at fault, if one is.")
    code: ErrorCode = strawberry.field(description="The reason, for programs.")
    message: str = strawberry.field(description="The reason, for people; it says what to do.")


def user_errors(error: DomainError | None) -> list[UserError]:
    """The list that a payload carries."""
    if error is None:
        return []
    return [UserError(field=[error.field] if error.field else None, code=error.code, message=error.message)]
