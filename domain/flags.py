"""Reports: someone holds that something breaks the rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
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
    class_version = 2

    kind: str
    reason: str
    author: UUID | None
    """who made the subject; None where that was not asked yet"""
    post: UUID | None
    """under which a comment stands"""
    sealed: bytes | None
    """details"""

    @staticmethod
    def upcast_v1_v2(payload: dict[str, Any]) -> None:
        """Before there were cases, nobody needed to know whose thing it was."""
        payload["author"] = payload["post"] = None


@dataclass(frozen=True, slots=True)
class Flaggable:
    """A thing that can be reported. `post`: under which a comment stands."""

    id: UUID
    kind: FlagKind
    author: UUID
    post: UUID | None = None


def flag(actor: UUID, about: Flaggable, reason: FlagReason, sealed: bytes | None) -> Append:
    """Report a post, a comment or an account."""
    event = Flagged(
        originator_id=relation_id("flag", actor, about.id),
        originator_version=0,
        timestamp=UNRECORDED,
        actor=actor,
        subject=about.id,
        kind=about.kind.value,
        reason=reason.value,
        author=about.author,
        post=about.post,
        sealed=sealed,
    )
    return Append(result=about.id, toggle=Toggle(event, on=True))
