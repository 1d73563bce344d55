"""Statements of reasons: what an author is told when something of theirs is restricted (as DSA article 17 asks)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from domain.cases import CaseDecided
from domain.events import UNRECORDED, Audience, Event
from domain.identity import relation_id

SCOPE: Final = "Everywhere this is shown, until it is undone."
CONTEST: Final = "Write to who runs this place, and name the decision: another moderator looks at it and can undo it."


class StatementSent(Event):
    """The author `subject` was told of a decision on the thing `about`. No machine decided it."""

    TOPIC = "statement.sent"
    AUDIENCE = Audience.PARTY

    decision: UUID
    about: UUID
    kind: str
    restriction: str
    label: str | None
    rule: str
    reasons: tuple[str, ...]
    """what it was flagged for, once per flag"""
    automated: bool
    sealed: bytes | None
    """reason, under the author's key"""


def statement(decided: CaseDecided) -> Event | None:
    """What is sent for a decision; None where it restricts nothing."""
    if decided.rule is None:
        return None
    return StatementSent(
        originator_id=relation_id("statement", decided.author, decided.decision),
        originator_version=1,
        timestamp=UNRECORDED,
        actor=None,
        subject=decided.author,
        decision=decided.decision,
        about=decided.subject,
        kind=decided.kind,
        restriction=decided.outcome,
        label=decided.label,
        rule=decided.rule,
        reasons=decided.reasons,
        automated=False,
        sealed=decided.sealed,
    )
