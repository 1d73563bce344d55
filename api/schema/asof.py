"""Going back: which position of the log a read is as of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import strawberry

from api.context import Context
from api.execution.errors import Stale
from api.gate import Gate
from api.past import PastGate
from api.schema.scalars import Position
from domain.errors import invalid
from projections.past import Past


@strawberry.input(description="Where the state is read: at most one of the two. Absent: now.")
class AsOf:
    """Law one: a time names a position."""

    position: Position | None = strawberry.field(description="As of this position of the log.", default=None)
    time: datetime | None = strawberry.field(
        description="As of the last event that is not later than this time, which says its zone.", default=None
    )


AsOfArgument = Annotated[
    AsOf | None,
    strawberry.argument(
        description="Show what was visible to the viewer then and is visible now; it holds for every field below. What "
        "is told of the present alone is INVALID below it."
    ),
]


async def gate_at(context: Context, as_of: AsOf | None) -> Gate:
    """The viewer's gate as of a position or time; that of the present where none is named.

    INVALID for both, for a time without a zone and for one that is not yet; STALE beyond what the views have reached.
    """
    now = context.gate
    if as_of is None or (as_of.position is None and as_of.time is None):
        return now
    if as_of.position is not None and as_of.time is not None:
        raise invalid("asOf", "Say a position or a time, not both.")
    if as_of.position is not None:
        now.snapshot.need(as_of.position)
        position: int = as_of.position
    else:
        assert as_of.time is not None
        position = await _position_at(context, as_of.time)
    return PastGate(now, Past(context.services.history, position, as_of.time))


async def _position_at(context: Context, time: datetime) -> int:
    if time.tzinfo is None:
        raise invalid("asOf", "Say the zone of the time, as in 2026-01-31T12:00:00Z.")
    if time > datetime.now(UTC):
        raise invalid("asOf", "This time is in the future.")
    reached = await context.gate.snapshot.position()
    found = await context.services.history.position_at(time, await context.services.events.head())
    if found > reached:
        raise Stale(reached)
    return found
