"""Reports: someone holds that something breaks the rules."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from domain.events import UNRECORDED, Audience, Event
from domain.identity import relation_id
from domain.log import Append, Toggle


class FlagReason(StrEnum):
    """What is wrong with the thing."""

    SEXUAL = "SEXUAL"
    VIOLENCE = "VIOLENCE"
    HATE = "HATE"
    HARASSMENT = "HARASSMENT"
    SELF_HARM = "SELF_HARM"
    DECEPTION = "DECEPTION"
    LIKENESS = "LIKENESS"
    COPYRIGHT = "COPYRIGHT"
    PRIVACY = "PRIVACY"
    SPAM = "SPAM"
    OTHER = "OTHER"


class FlagKind(StrEnum):
    """What kind of thing was flagged."""

    POST = "POST"
    COMMENT = "COMMENT"
    ACCOUNT = "ACCOUNT"


class Flagged(Event):
    """The actor reported the subject. Twice by one person is one flag."""

    TOPIC = "flagged"
    AUDIENCE = Audience.MODERATOR

    kind: str
    reason: str
    sealed: bytes | None
    """details"""


def flag(actor: UUID, subject: UUID, kind: FlagKind, reason: FlagReason, sealed: bytes | None) -> Append:
    """Report a post, a comment or an account."""
    event = Flagged(
        originator_id=relation_id("flag", actor, subject),
        originator_version=0,
        timestamp=UNRECORDED,
        actor=actor,
        subject=subject,
        kind=kind.value,
        reason=reason.value,
        sealed=sealed,
    )
    return Append(result=subject, toggle=Toggle(event, on=True))
