"""How the log and its views stand."""

from __future__ import annotations

import strawberry

from api.schema.fields import Info, field
from api.schema.scalars import Position
from projections import checkpoint


@strawberry.type(description="How far a view has come.")
class ViewStatus:
    """All serving views are at one position."""

    name: str = strawberry.field(description="The view.")
    version: int = strawberry.field(description="The version of its fold.")
    position: Position = strawberry.field(description="The last event it has seen.")
    lag: int = strawberry.field(description="How many events it has not seen yet.")
    parked: int = strawberry.field(description="How many events it could not fold.")
    complete: bool = strawberry.field(
        description="False while a parked event is missing from it; only a rebuild mends that."
    )


@strawberry.type(description="How the log and its views stand.")
class LogStatus:
    """In one snapshot."""

    head: Position = strawberry.field(description="The newest event.")
    views: list[ViewStatus] = strawberry.field(description="The views.")


@strawberry.type
class LogQueries:
    """Reads of the log's state."""

    @field("How the log and its views stand.")
    async def log(self, info: Info) -> LogStatus:
        """The head is read after the views, so that it is never behind them."""
        views = await view_statuses(info)
        return LogStatus(head=Position(await info.context.services.events.head()), views=views)


async def view_statuses(info: Info) -> list[ViewStatus]:
    """How far each view has come."""
    return [
        ViewStatus(
            name=status.name,
            version=status.version,
            position=Position(status.position),
            lag=status.lag,
            parked=status.parked,
            complete=status.complete,
        )
        for status in await info.context.gate.read(checkpoint.statuses)
    ]
