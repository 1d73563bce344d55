"""Refusals. A command that may not happen raises one; it never half happens."""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Why a command was refused, in the words clients see."""

    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    FORBIDDEN = "FORBIDDEN"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    REFUSED_BY_POLICY = "REFUSED_BY_POLICY"
    RATE_LIMITED = "RATE_LIMITED"
    QUEUE_FULL = "QUEUE_FULL"
    STALE = "STALE"
    GONE = "GONE"


class DomainError(Exception):
    """A refused command.

    code     one of `ErrorCode`
    message  one sentence for a person that says what to do; never echoes what they wrote
    field    the input field at fault, if one is
    """

    def __init__(self, code: ErrorCode, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


def invalid(field: str, message: str) -> DomainError:
    """A field whose value can never be accepted."""
    return DomainError(ErrorCode.INVALID, message, field)


def not_found() -> DomainError:
    """Absent, private and removed look the same: one code, one text."""
    return DomainError(ErrorCode.NOT_FOUND, "There is nothing here, or it is not shared with you.")


def conflict(message: str, field: str | None = None) -> DomainError:
    """The command meets a state in which it makes no sense."""
    return DomainError(ErrorCode.CONFLICT, message, field)
