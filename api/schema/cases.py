"""Cases, as moderators see them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id, parse_id_of
from api.schema.accounts import Account
from api.schema.comments import Comment
from api.schema.decisions import Decision, decisions_of
from api.schema.enums import show
from api.schema.fields import Info, field, loaded
from api.schema.node import Node
from api.schema.paging import After, First, Page, PageInfo, page, wanted
from api.schema.posts import Post
from api.schema.reasons import FlagKind, FlagReason
from api.schema.scalars import MinPosition, Position
from domain.cases import CaseStatus
from domain.errors import DomainError
from domain.roles import Role
from projections.views import cases
from projections.views.cases import CaseFlagRow, CaseRow

show(
    CaseStatus,
    "Where a case stands.",
    OPEN="Nobody has taken it on.",
    CLAIMED="Somebody has.",
    DECIDED="It is decided.",
)

UNDECIDED = (CaseStatus.OPEN, CaseStatus.CLAIMED)


@strawberry.type(description="One person's report in a case.")
class CaseFlag:
    """For moderators."""

    row: strawberry.Private[CaseFlagRow]
    gate: strawberry.Private[Gate]

    @loaded("Who reported it.")
    async def flagger(self) -> Account | None:
        """Never told to whom it is about."""
        row = await self.gate.account(self.row.flagger)
        return Account(row=row, gate=self.gate) if row else None

    @field("What for.")
    def reason(self) -> FlagReason:
        """As they chose."""
        return FlagReason(self.row.reason)

    @field("In their own words; null if they wrote nothing, or were erased.")
    def details(self) -> str | None:
        """Personal."""
        return self.gate.text(self.row.flagger, self.row.sealed).get("details")

    @field("When.")
    def created_at(self) -> datetime:
        """Log time."""
        return self.row.created_at


@strawberry.type(description="How many reports name a reason.")
class ReasonCount:
    """In a case."""

    reason: FlagReason = strawberry.field(description="The reason.")
    count: int = strawberry.field(description="How many.")


@strawberry.type(description="A thing that was reported, and what is decided on it. For moderators.")
class Case(Node):
    """One round of looking at a thing."""

    row: strawberry.Private[CaseRow]
    gate: strawberry.Private[Gate]

    @field("The case's id.")
    def id(self) -> strawberry.ID:
        """case_…"""
        return strawberry.ID(node_id(NodeKind.CASE, self.row.id))

    @field("Where it stands.")
    def status(self) -> CaseStatus:
        """A fold."""
        return CaseStatus(self.row.status)

    @field("What kind of thing it is about.")
    def kind(self) -> FlagKind:
        """A fact."""
        return FlagKind(self.row.kind)

    @field("Its round: 1 for the first case on this thing.")
    def number(self) -> int:
        """A fact."""
        return self.row.number

    @field("The id of the thing.")
    def subject_id(self) -> strawberry.ID:
        """A post's, comment's or account's."""
        return strawberry.ID(node_id(NodeKind(self.row.kind.lower()), self.row.subject))

    @loaded("The thing as it is, hidden or not; null once its author has taken it back.")
    async def subject(self) -> Node | None:
        """Hidden words stay hidden."""
        match self.row.kind:
            case FlagKind.POST:
                post = await self.gate.post(self.row.subject)
                return Post(row=post, gate=self.gate) if post else None
            case FlagKind.COMMENT:
                comment = await self.gate.comment(self.row.subject)
                return Comment(row=comment, gate=self.gate) if comment else None
            case _:
                account = await self.gate.account(self.row.subject)
                return Account(row=account, gate=self.gate) if account else None

    @loaded("Who made it.")
    async def author(self) -> Account | None:
        """Batched."""
        return await self._account(self.row.author)

    @field("How many people reported it.")
    def flag_count(self) -> int:
        """A fold."""
        return self.row.flag_count

    @field("How much its reports weigh; the queue begins with the greatest.")
    def priority(self) -> int:
        """A fold."""
        return self.row.priority

    @loaded("What it was reported for, the most frequent first.")
    async def reasons(self) -> list[ReasonCount]:
        """Of its reports."""
        counts = Counter(row.reason for row in await self.gate.desk.flags(self.row.id))
        return [ReasonCount(reason=FlagReason(reason), count=count) for reason, count in counts.most_common()]

    @field("The reports, the oldest first.")
    async def flags(self, first: First) -> list[CaseFlag]:
        """Batched."""
        rows = (await self.gate.desk.flags(self.row.id))[: wanted(first)]
        return [CaseFlag(row=row, gate=self.gate) for row in rows]

    @loaded("Who has claimed it.")
    async def holder(self) -> Account | None:
        """Nobody else decides it meanwhile."""
        return await self._account(self.row.holder)

    @field("Whether the viewer holds it.")
    def viewer_holds(self) -> bool:
        """So that a desk need not compare."""
        return self.row.holder is not None and self.row.holder == self.gate.viewer

    @loaded("Whether the viewer may decide on it: they neither made the thing nor reported it.")
    async def viewer_may_decide(self) -> bool:
        """The domain refuses it else."""
        flaggers = {row.flagger for row in await self.gate.desk.flags(self.row.id)}
        return self.gate.viewer not in flaggers | {self.row.author}

    @field("When it was opened.")
    def opened_at(self) -> datetime:
        """Log time."""
        return self.row.opened_at

    @field("The last event that changed it. A client keeps the greater one.")
    def changed_at(self) -> Position:
        """Of the row."""
        return Position(self.row.changed_at)

    @field("What was decided; null until it is.")
    async def decision(self) -> Decision | None:
        """Standing or undone."""
        found = [row for row in await self.gate.desk.decisions(self.row.subject) if row.id == self.row.decision]
        return decisions_of(self.gate, found)[0] if found else None

    @field("All that was ever decided on the thing, the oldest first.")
    async def history(self) -> list[Decision]:
        """Of every round."""
        return decisions_of(self.gate, await self.gate.desk.decisions(self.row.subject))

    @field("What was decided on things of the same author, the newest first.")
    async def author_history(self, first: First) -> list[Decision]:
        """So that like is decided alike."""
        return decisions_of(self.gate, await self.gate.desk.author_history(self.row.author, wanted(first)))

    async def _account(self, account: UUID | None) -> Account | None:
        row = await self.gate.account(account) if account else None
        return Account(row=row, gate=self.gate) if row else None


@strawberry.type(description="A case in a list.")
class CaseEdge:
    """With its place."""

    cursor: str = strawberry.field(description="The place in the list.")
    node: Case = strawberry.field(description="The case.")


@strawberry.type(description="A page of cases.")
class CaseConnection:
    """In the order of the list."""

    gate: strawberry.Private[Gate]
    edges: list[CaseEdge] = strawberry.field(description="The cases with their places.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in its list.")

    @field("Where in the log it was read. The stream of cases goes on after it.")
    async def position(self) -> Position:
        """That of the whole answer."""
        return Position(await self.gate.snapshot.position())


@strawberry.type
class CaseQueries:
    """Reads of moderators."""

    @field(
        "Cases: the undecided ones, what weighs most first, of those the oldest; with DECIDED those opened last first."
        " For moderators; NOT_FOUND for everyone else."
    )
    async def cases(
        self,
        info: Info,
        first: First,
        status: Annotated[CaseStatus | None, strawberry.argument(description="OPEN and CLAIMED if left out.")] = None,
        after: After = None,
        min_position: MinPosition = None,
    ) -> CaseConnection:
        """The queue."""
        gate = info.context.gate
        gate.snapshot.need(min_position or 0)
        await gate.require(Role.MODERATOR)
        if status is CaseStatus.DECIDED:
            return _connection(gate, await page(gate, "cases:done", first, after, cases.done, gate.desk.cases))
        shown = [status] if status else list(UNDECIDED)
        listed = await page(
            gate,
            f"cases:{','.join(shown)}",
            first,
            after,
            lambda connection, place, limit: cases.queue(connection, shown, place, limit),
            gate.desk.cases,
        )
        return _connection(gate, listed)

    @field("A case, for moderators; null for everyone else.")
    async def case(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")],
        min_position: MinPosition = None,
    ) -> Case | None:
        """As for what is not there."""
        gate = info.context.gate
        gate.snapshot.need(min_position or 0)
        try:
            row = await gate.desk.case(parse_id_of(NodeKind.CASE, id))
        except DomainError as error:
            if error.code == "NOT_FOUND":
                return None
            raise
        return Case(row=row, gate=gate) if row else None


def _connection(gate: Gate, listed: Page[CaseRow]) -> CaseConnection:
    edges = [CaseEdge(cursor=cursor, node=Case(row=row, gate=gate)) for cursor, row in listed.rows]
    return CaseConnection(gate=gate, edges=edges, page_info=listed.info)


async def shown_case(gate: Gate, number: UUID) -> Case | None:
    """A case as it is shown."""
    row = await gate.desk.case(number)
    return Case(row=row, gate=gate) if row else None
