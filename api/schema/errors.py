"""Refusals of commands, as data."""

from __future__ import annotations

import strawberry

from domain.errors import DomainError, ErrorCode

strawberry.enum(ErrorCode, description="Why something was refused.")


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
