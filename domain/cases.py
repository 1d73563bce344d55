"""Cases: what moderators decide on. Flags of one thing make one open case; a flag after its decision opens the next."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from domain import rules
from domain.errors import DomainError, ErrorCode, conflict, invalid
from domain.events import Aggregate, Audience, Created, Event
from domain.flags import Flaggable, FlagKind, FlagReason
from domain.identity import relation_id
from domain.restrictions import Measure, Restriction

WEIGHTS: Mapping[FlagReason, int] = {
    FlagReason.SELF_HARM: 8,
    FlagReason.SEXUAL: 5,
    FlagReason.HATE: 5,
    FlagReason.PRIVACY: 5,
    FlagReason.VIOLENCE: 4,
    FlagReason.HARASSMENT: 4,
    FlagReason.LIKENESS: 3,
    FlagReason.DECEPTION: 2,
    FlagReason.COPYRIGHT: 2,
    FlagReason.SPAM: 1,
    FlagReason.OTHER: 1,
}
"""How much a flag adds to its case's priority: what may harm someone today comes before what can wait."""


class CaseStatus(StrEnum):
    """Where a case stands."""

    OPEN = "OPEN"
    CLAIMED = "CLAIMED"
    DECIDED = "DECIDED"


class DecisionKind(StrEnum):
    """What a moderator decides."""

    LABEL = "LABEL"
    BLUR = "BLUR"
    LIMIT = "LIMIT"
    REMOVE = "REMOVE"
    RESTORE = "RESTORE"
    DISMISS = "DISMISS"

    @property
    def restriction(self) -> Restriction | None:
        """What it does to the thing; None for what does nothing or undoes."""
        return Restriction(self.value) if self.value in Restriction.__members__ else None


ANYTHING = frozenset({DecisionKind.LABEL, DecisionKind.RESTORE, DecisionKind.DISMISS})
POSSIBLE: Mapping[FlagKind, frozenset[DecisionKind]] = {
    FlagKind.POST: frozenset(DecisionKind),
    FlagKind.COMMENT: ANYTHING | {DecisionKind.REMOVE},
    FlagKind.ACCOUNT: ANYTHING | {DecisionKind.LIMIT},
}
"""What can be decided on what."""
LABELLING = frozenset({DecisionKind.LABEL, DecisionKind.BLUR})


class CaseOpened(Created):
    """The thing `subject`, made by `author`, was flagged while no case on it was open."""

    TOPIC = "case.opened"
    AUDIENCE = Audience.MODERATOR

    kind: str
    author: UUID
    post: UUID | None
    """under which a comment stands"""
    number: int
    """the round: 1, 2 …"""
    flagger: UUID
    reason: str
    weight: int


class CaseFlagged(Event):
    """One person more flagged what an open case is about."""

    TOPIC = "case.flagged"
    AUDIENCE = Audience.MODERATOR

    flagger: UUID
    reason: str
    weight: int

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.flaggers[self.flagger] = FlagReason(self.reason)


class CaseClaimed(Event):
    """The actor decides it, and nobody else meanwhile."""

    TOPIC = "case.claimed"
    AUDIENCE = Audience.MODERATOR

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.holder = self.actor


class CaseReleased(Event):
    """Whoever wants may decide it again."""

    TOPIC = "case.released"
    AUDIENCE = Audience.MODERATOR

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.holder = None


class CaseDecided(Event):
    """The actor decided on the thing `subject`."""

    TOPIC = "case.decided"
    AUDIENCE = Audience.MODERATOR

    decision: UUID
    outcome: str
    kind: str
    author: UUID
    post: UUID | None
    label: str | None
    rule: str | None
    reasons: tuple[str, ...]
    """what it was flagged for, once per flag"""
    sealed: bytes | None
    """reason, under the author's key: it is about them, and goes with them"""

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.holder = None
        aggregate.decision = self.decision
        restriction = DecisionKind(self.outcome).restriction
        aggregate.measure = Measure(self.decision, restriction, self.label) if restriction else None


class DecisionUndone(Event):
    """The actor took back what was decided."""

    TOPIC = "decision.undone"
    AUDIENCE = Audience.MODERATOR

    decision: UUID
    author: UUID
    sealed: bytes | None
    """reason, under the author's key"""

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.measure = None


class Case(Aggregate):
    """One round of looking at a thing.

    number    its round
    about     the thing
    holder    who has claimed it
    decision  the id of what was decided
    measure   what of it restricts the thing now
    """

    TOPIC = "case"

    def __init__(
        self, subject: UUID, kind: str, author: UUID, post: UUID | None, number: int, flagger: UUID, reason: str
    ) -> None:
        self.number = number
        self.about = Flaggable(subject, FlagKind(kind), author, post)
        self.flaggers = {flagger: FlagReason(reason)}
        self.holder: UUID | None = None
        self.decision: UUID | None = None
        self.measure: Measure | None = None

    @classmethod
    def open(cls, about: Flaggable, number: int, flagger: UUID, reason: FlagReason) -> Case:
        """A thing was flagged, and the rounds before this one are decided."""
        return cls._create(
            CaseOpened,
            id=case_id(about.id, number),
            actor=None,
            subject=about.id,
            kind=about.kind.value,
            author=about.author,
            post=about.post,
            number=number,
            flagger=flagger,
            reason=reason.value,
            weight=WEIGHTS[reason],
        )

    def join(self, flagger: UUID, reason: FlagReason) -> None:
        """One flag more; twice by one person is one."""
        if flagger not in self.flaggers:
            self._happen(CaseFlagged, None, flagger=flagger, reason=reason.value, weight=WEIGHTS[reason])

    def claim(self, moderator: UUID) -> None:
        """Take it on; taking it on again changes nothing."""
        self._undecided()
        self._impartial(moderator)
        if self.holder not in {None, moderator}:
            raise conflict("Another moderator has this case. Take the next one, or ask them to release it.", "caseId")
        if self.holder is None:
            self._happen(CaseClaimed, moderator)

    def release(self, moderator: UUID) -> None:
        """Leave it to others."""
        self._undecided()
        if self.holder != moderator:
            raise conflict("You have not claimed this case.", "caseId")
        self._happen(CaseReleased, moderator)

    def decide(
        self, moderator: UUID, decision: UUID, outcome: DecisionKind, label: str | None, rule: str | None, sealed: bytes
    ) -> Measure | None:
        """End it; what it does to the thing, if anything. Whoever decides has claimed it before."""
        self._undecided()
        self._impartial(moderator)
        if self.holder != moderator:
            raise conflict("Claim this case first, so that nobody else decides it meanwhile.", "caseId")
        _check(self.about.kind, outcome, label, rule)
        self._happen(
            CaseDecided,
            moderator,
            decision=decision,
            outcome=outcome.value,
            kind=self.about.kind.value,
            author=self.about.author,
            post=self.about.post,
            label=label,
            rule=rule,
            reasons=tuple(reason.value for reason in self.flaggers.values()),
            sealed=sealed,
        )
        return self.measure

    def undo(self, moderator: UUID, sealed: bytes) -> Measure:
        """Take back what was decided; what it did."""
        self._impartial(moderator)
        if (measure := self.measure) is None or self.decision is None:
            raise conflict("Nothing of this decision stands any more.", "decisionId")
        self._happen(DecisionUndone, moderator, decision=self.decision, author=self.about.author, sealed=sealed)
        return measure

    def _happen(self, fact: type[Event], actor: UUID | None, **fields: object) -> None:
        self.trigger_event(fact, actor=actor, subject=self.about.id, **fields)

    def _undecided(self) -> None:
        if self.decision is not None:
            raise conflict("This case is decided. Undo its decision, or wait until it is flagged again.", "caseId")

    def _impartial(self, moderator: UUID) -> None:
        if moderator == self.about.author or moderator in self.flaggers:
            raise DomainError(
                ErrorCode.FORBIDDEN, "You made this or flagged it, so another moderator decides on it.", "caseId"
            )


def case_id(subject: UUID, number: int) -> UUID:
    """The stream of a thing's case, in its round 1, 2 …."""
    return relation_id("case", subject, UUID(int=number))


def _check(kind: FlagKind, outcome: DecisionKind, label: str | None, rule: str | None) -> None:
    if outcome not in POSSIBLE[kind]:
        possible = ", ".join(sorted(POSSIBLE[kind]))
        raise invalid("kind", f"This cannot be decided on a {kind.lower()}. Choose one of: {possible}.")
    if (label is not None) is not (outcome in LABELLING):
        raise invalid("label", "LABEL and BLUR say a label, and nothing else does.")
    if (rule is not None) is not (outcome.restriction is not None):
        raise invalid("rule", "What restricts names the rule that was broken, and nothing else does.")
    if rule is not None:
        rules.known(rule)
