"""The stream of cases, for moderators."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

import strawberry

from api.gate import Gate
from api.ids import NodeKind, node_id
from api.realtime.converging import converge
from api.realtime.live import Start, StreamContext
from api.realtime.types import CaseChange, CaseDelta, ChangeKind
from api.schema.cases import Case
from domain.events import Event
from domain.roles import Role, RoleRevoked
from projections.views import cases
from projections.views.cases import CaseRow

MOST_CHANGES = 200
"""In one delta; with more, running the query again is cheaper for both sides."""
CASE_EVENTS = frozenset(cases.view.handlers)
"""After these events a case may look different."""


async def changes(context: StreamContext, start: Start) -> AsyncGenerator[CaseDelta, None]:
    """Every case that changes, as long as the viewer is a moderator: each delta asks again."""
    await (await context.fresh()).require(Role.MODERATOR)
    await context.close()

    def touches(event: Event) -> bool:
        return type(event) in CASE_EVENTS or (isinstance(event, RoleRevoked) and event.subject == context.viewer)

    async def read(gate: Gate, since: int) -> list[CaseChange] | None:
        await gate.require(Role.MODERATOR)
        moved = await gate.read(lambda connection: cases.changed(connection, since, MOST_CHANGES + 1))
        if len(moved) > MOST_CHANGES:
            return None
        return [_change(gate, row, since) for row in await gate.desk.cases(moved) if row]

    async with aclosing(converge(context, start, CaseDelta, touches, read)) as deltas:
        async for delta in deltas:
            yield delta


def _change(gate: Gate, row: CaseRow, since: int) -> CaseChange:
    kind = ChangeKind.ADDED if row.opened_position > since else ChangeKind.UPDATED
    case = strawberry.ID(node_id(NodeKind.CASE, row.id))
    return CaseChange(kind=kind, case_id=case, case=Case(row=row, gate=gate))
