"""What moderators decided, by which rule, and the labels that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id
from api.schema.enums import show
from api.schema.fields import Info, field
from domain import rules
from domain.cases import DecisionKind
from projections.views.cases import DecisionRow

show(
    DecisionKind,
    "What a moderator decides.",
    LABEL="Say something of it.",
    BLUR="Say something of it, and blur it until one asks for it.",
    LIMIT="Leave it out of every list.",
    REMOVE="Show it to its author and to moderators alone.",
    RESTORE="Undo all that stands on it.",
    DISMISS="Do nothing: it breaks no rule.",
)


@strawberry.type(description="A rule of this place.")
class Rule:
    """Published."""

    code: str = strawberry.field(description="Its code, which means the same for ever.")
    title: str = strawberry.field(description="In a line.")
    text: str = strawberry.field(description="What it says.")


def rule_of(code: str | None) -> Rule | None:
    """The rule of a code, as it is shown."""
    found = rules.BY_CODE.get(code) if code else None
    return Rule(code=found.code, title=found.title, text=found.text) if found else None


@strawberry.type(description="Something said of a thing, by someone other than who made it.")
class Label:
    """Seen by whoever sees the thing."""

    name: str = strawberry.field(description="What is said.")
    source: str = strawberry.field(description="Who says it: `moderator`.")
    confidence: float | None = strawberry.field(description="How sure a machine is; null where a person decided.")
    expires_at: datetime | None = strawberry.field(description="Until when it holds; null where it has no end.")


async def labels_of(gate: Gate, subject: UUID) -> list[Label]:
    """The labels of a thing, once each."""
    names = dict.fromkeys(row.label for row in await gate.desk.labels(subject) if row.label)
    return [Label(name=name, source="moderator", confidence=None, expires_at=None) for name in names]


@strawberry.type(description="What was decided on a thing.")
class Decision:
    """Shown to moderators, and without their names to who made the thing."""

    row: strawberry.Private[DecisionRow]
    gate: strawberry.Private[Gate]

    @field("The decision's id.")
    def id(self) -> strawberry.ID:
        """decision_…"""
        return strawberry.ID(node_id(NodeKind.DECISION, self.row.id))

    @field("What was decided.")
    def kind(self) -> DecisionKind:
        """Its outcome."""
        return DecisionKind(self.row.outcome)

    @field("What LABEL and BLUR say of the thing.")
    def label(self) -> str | None:
        """Public."""
        return self.row.label

    @field("The rule that was broken; null where nothing is restricted.")
    def rule(self) -> Rule | None:
        """Published."""
        return rule_of(self.row.rule)

    @field("The moderator's reasons; empty once the author was erased.")
    def reason(self) -> str:
        """Personal: about the author, and under their key."""
        return self.gate.text(self.row.author, self.row.sealed).get("reason") or ""

    @field("When it was decided.")
    def decided_at(self) -> datetime:
        """Log time."""
        return self.row.decided_at

    @field("When it was undone; null while it stands.")
    def undone_at(self) -> datetime | None:
        """Log time."""
        return self.row.undone_at

    @field("Why it was undone; null while it stands.")
    def undone_reason(self) -> str | None:
        """Personal."""
        return self.gate.text(self.row.author, self.row.undone_sealed).get("reason")

    @field("The handle of who decided, for moderators; null for everyone else.")
    async def moderator(self) -> str | None:
        """Batched."""
        return await _handle(self.gate, self.row.moderator)

    @field("The handle of who undid it, for moderators; null for everyone else, and while it stands.")
    async def undone_by(self) -> str | None:
        """Batched."""
        return await _handle(self.gate, self.row.undone_by)


async def _handle(gate: Gate, account: UUID | None) -> str | None:
    row = await gate.account(account) if account and await gate.is_moderator() else None
    return row.handle if row else None


async def restrictions_of(gate: Gate, subject: UUID, standing: int) -> list[Decision]:
    """What restricts a thing on which so many decisions stand, for who made it and for moderators."""
    rows = await gate.desk.decisions(subject) if standing else []
    return decisions_of(gate, [row for row in rows if row.stands])


def decisions_of(gate: Gate, rows: Sequence[DecisionRow]) -> list[Decision]:
    """Rows as they are shown."""
    return [Decision(row=row, gate=gate) for row in rows]


@strawberry.type
class RuleQueries:
    """Reads of rules."""

    @field("The rules of this place, which decisions name.")
    def rules(self, info: Info) -> list[Rule]:
        """The same for everyone."""
        return [Rule(code=one.code, title=one.title, text=one.text) for one in rules.RULES]
