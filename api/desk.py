"""The gate's part on moderation: cases are moderators' alone, and a decision is also its author's.

case      moderators, while they are moderators
flag      moderators; who flagged sees what became of it, and nobody else who it was
decision  moderators; whose thing it is about sees what stands, and not who decided
label     who sees the thing
statement whom it was sent to
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from api.batched import batched
from domain.cases import DecisionKind
from projections.views import cases, statements
from projections.views.cases import CaseFlagRow, CaseRow, DecisionRow, OwnFlagRow
from projections.views.statements import StatementRow

if TYPE_CHECKING:
    from api.gate import Gate


class Desk:
    """What one viewer sees of moderation. Made by their gate, and read through it."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def case(self, case: UUID) -> CaseRow | None:
        """A case, for a moderator."""
        return await self._cases.load(case)

    async def cases(self, ids: Sequence[UUID]) -> list[CaseRow | None]:
        """Several cases, for a moderator."""
        return await self._cases.load_many(ids)

    async def flags(self, case: UUID) -> list[CaseFlagRow]:
        """The flags of a case, for a moderator."""
        return await self._flags.load(case)

    async def decision(self, decision: UUID) -> DecisionRow | None:
        """A decision, for a moderator."""
        if not await self._gate.is_moderator():
            return None
        found = await self._gate.read(lambda connection: cases.hydrate_decisions(connection, [decision]))
        return found.get(decision)

    async def labels(self, subject: UUID) -> list[DecisionRow]:
        """The decisions that stand and say something of a thing, whoever sees it."""
        return [row for row in await self._decided.load(subject) if row.label is not None and row.stands]

    async def decisions(self, subject: UUID) -> list[DecisionRow]:
        """What was decided on a thing: all of it for a moderator, what restricts it still for who made it."""
        rows = await self._decided.load(subject)
        if not rows or await self._gate.is_moderator():
            return rows
        return [row for row in rows if row.author == self._gate.viewer and row.stands and _restricts(row)]

    async def author_history(self, author: UUID, limit: int) -> list[DecisionRow]:
        """The newest decisions on things of an author's, for a moderator."""
        if not await self._gate.is_moderator():
            return []
        return await self._gate.read(lambda connection: cases.decisions_about(connection, author, limit))

    async def statements(self, ids: Sequence[UUID]) -> list[StatementRow | None]:
        """Statements on decisions, for whom they were sent to."""
        found = await self._gate.read(lambda connection: statements.hydrate(connection, ids))
        return [row if (row := found.get(one)) and row.author == self._gate.viewer else None for one in ids]

    async def own_flags(self, subjects: Sequence[UUID]) -> list[OwnFlagRow | None]:
        """The viewer's reports of these things, and what became of them."""
        viewer = self._gate.viewer
        if viewer is None:
            return [None] * len(subjects)
        found = await self._gate.read(lambda connection: cases.flags_by(connection, viewer, subjects))
        return [found.get(subject) for subject in subjects]

    @batched
    async def _cases(self, ids: list[UUID]) -> list[CaseRow | None]:
        if not await self._gate.is_moderator():
            return [None] * len(ids)
        found = await self._gate.read(lambda connection: cases.hydrate(connection, ids))
        return [found.get(case) for case in ids]

    @batched
    async def _flags(self, ids: list[UUID]) -> list[list[CaseFlagRow]]:
        if not await self._gate.is_moderator():
            return [[] for _ in ids]
        found = await self._gate.read(lambda connection: cases.flags_of(connection, ids))
        return [found[case] for case in ids]

    @batched
    async def _decided(self, ids: list[UUID]) -> list[list[DecisionRow]]:
        found = await self._gate.read(lambda connection: cases.decisions_on(connection, ids))
        return [found[subject] for subject in ids]


def _restricts(row: DecisionRow) -> bool:
    return DecisionKind(row.outcome).restriction is not None
