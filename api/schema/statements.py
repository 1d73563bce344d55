"""What authors are told of decisions on their things, and flaggers of their reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from uuid import UUID

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id
from api.schema.decisions import Rule, rule_of
from api.schema.enums import show
from api.schema.fields import field
from api.schema.paging import PageInfo, page
from api.schema.reasons import FlagKind, FlagReason
from domain.cases import DecisionKind
from domain.restrictions import Restriction
from domain.statements import CONTEST, SCOPE
from projections.connection import Connection
from projections.reading import Placed
from projections.views import flags, statements
from projections.views.cases import OwnFlagRow
from projections.views.statements import StatementRow

show(
    Restriction,
    "How a thing is shown otherwise than its author wants.",
    LABEL="With a label.",
    BLUR="Blurred until one asks for it.",
    LIMIT="In no list, and still there for who has its address.",
    REMOVE="To its author and to moderators alone.",
)


@strawberry.type(description="A statement of reasons: why something of the viewer's is restricted.")
class Statement:
    """Shown to whom it was sent."""

    row: strawberry.Private[StatementRow]
    gate: strawberry.Private[Gate]

    @field("The id of the decision.")
    def decision_id(self) -> strawberry.ID:
        """decision_…"""
        return strawberry.ID(node_id(NodeKind.DECISION, self.row.decision))

    @field("The id of the thing that is restricted.")
    def subject_id(self) -> strawberry.ID:
        """A post's, comment's or account's."""
        return strawberry.ID(node_id(NodeKind(self.row.kind.lower()), self.row.about))

    @field("What kind of thing it is.")
    def subject_kind(self) -> FlagKind:
        """A fact."""
        return FlagKind(self.row.kind)

    @field("How it is restricted.")
    def restriction(self) -> Restriction:
        """A fact."""
        return Restriction(self.row.restriction)

    @field("The label it has from this, if one.")
    def label(self) -> str | None:
        """Public."""
        return self.row.label

    @field("The rule that was broken.")
    def rule(self) -> Rule | None:
        """As published."""
        return rule_of(self.row.rule)

    @field("The facts that count, in the moderator's words.")
    def facts(self) -> str:
        """Personal."""
        return self.gate.text(self.row.author, self.row.sealed).get("reason") or ""

    @field("What others reported it for; empty where nobody did.")
    def reported_for(self) -> list[FlagReason]:
        """Never by whom."""
        return [FlagReason(reason) for reason in dict.fromkeys(self.row.reasons)]

    @field("Whether a machine decided it.")
    def automated(self) -> bool:
        """No machine decides here."""
        return self.row.automated

    @field("Where and for how long it holds.")
    def scope(self) -> str:
        """The same for all."""
        return SCOPE

    @field("What one can do about it.")
    def contest(self) -> str:
        """The same for all."""
        return CONTEST

    @field("When it was sent.")
    def sent_at(self) -> datetime:
        """Log time."""
        return self.row.sent_at

    @field("When the decision was undone; null while it stands.")
    def undone_at(self) -> datetime | None:
        """Log time."""
        return self.row.undone_at


@strawberry.type(description="A statement in a list.")
class StatementEdge:
    """With its place."""

    cursor: str = strawberry.field(description="The place in the list.")
    node: Statement = strawberry.field(description="The statement.")


@strawberry.type(description="A page of statements.")
class StatementConnection:
    """In the order of the list."""

    edges: list[StatementEdge] = strawberry.field(description="The statements with their places.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in its list.")


@strawberry.enum(description="What became of a report.")
class FlagOutcome(Enum):
    """As the flagger is told."""

    WAITING = strawberry.enum_value("WAITING", description="Nobody has decided yet.")
    UPHELD = strawberry.enum_value("UPHELD", description="The thing was restricted.")
    DISMISSED = strawberry.enum_value("DISMISSED", description="The thing breaks no rule.")


@strawberry.type(description="A report of the viewer's own.")
class OwnFlag:
    """Shown to who made it."""

    row: strawberry.Private[OwnFlagRow]

    @field("The id of what was reported.")
    def subject_id(self) -> strawberry.ID:
        """A post's, comment's or account's."""
        return strawberry.ID(node_id(NodeKind(self.row.kind.lower()), self.row.subject))

    @field("What for.")
    def reason(self) -> FlagReason:
        """As chosen."""
        return FlagReason(self.row.reason)

    @field("When.")
    def created_at(self) -> datetime:
        """Log time."""
        return self.row.created_at

    @field("What became of it.")
    def outcome(self) -> FlagOutcome:
        """Of the case it is in."""
        if self.row.outcome is None:
            return FlagOutcome.WAITING
        return FlagOutcome.UPHELD if DecisionKind(self.row.outcome).restriction else FlagOutcome.DISMISSED


@strawberry.type(description="A report in a list.")
class OwnFlagEdge:
    """With its place."""

    cursor: str = strawberry.field(description="The place in the list.")
    node: OwnFlag = strawberry.field(description="The report.")


@strawberry.type(description="A page of reports.")
class OwnFlagConnection:
    """In the order of the list."""

    edges: list[OwnFlagEdge] = strawberry.field(description="The reports with their places.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in its list.")


async def statements_to(gate: Gate, account: UUID, first: int, after: str | None) -> StatementConnection:
    """What an account was told, for itself."""

    async def skeleton(connection: Connection, place: int | None, limit: int) -> Sequence[Placed]:
        return await statements.to(connection, account, place, limit) if account == gate.viewer else []

    found = await page(gate, f"statements:{account.hex}", first, after, skeleton, gate.desk.statements)
    edges = [StatementEdge(cursor=cursor, node=Statement(row=row, gate=gate)) for cursor, row in found.rows]
    return StatementConnection(edges=edges, page_info=found.info)


async def flags_by(gate: Gate, account: UUID, first: int, after: str | None) -> OwnFlagConnection:
    """What an account reported, for itself."""

    async def skeleton(connection: Connection, place: int | None, limit: int) -> Sequence[Placed]:
        return await flags.by(connection, account, place, limit) if account == gate.viewer else []

    found = await page(gate, f"flags:{account.hex}", first, after, skeleton, gate.desk.own_flags)
    edges = [OwnFlagEdge(cursor=cursor, node=OwnFlag(row=row)) for cursor, row in found.rows]
    return OwnFlagConnection(edges=edges, page_info=found.info)
