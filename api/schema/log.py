"""How the log and its views stand."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import strawberry

from api.schema.fields import Info, field
from api.schema.scalars import Position
from domain.errors import invalid
from projections import attestation, checkpoint
from projections.attestation import Attestation

MOST_TIMES = 100


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


@strawberry.type(description="What is signed of the log. Whoever keeps one can show later that this log is another.")
class LogAttestation:
    """Made a few seconds after the events."""

    position: Position = strawberry.field(description="The last event that it speaks of; all before it are meant, too.")
    root: str = strawberry.field(
        description="The Merkle root of all these events as they are stored (RFC 6962), in hex."
    )
    at: datetime = strawberry.field(description="When it was signed.")
    statement: str = strawberry.field(description="The text that is signed.")
    key: str = strawberry.field(description="The public key (Ed25519), in hex.")
    signature: str = strawberry.field(description="The signature, in hex.")


@strawberry.type(description="How the log and its views stand.")
class LogStatus:
    """In one snapshot."""

    head: Position = strawberry.field(description="The newest event.")
    views: list[ViewStatus] = strawberry.field(description="The views.")
    attestation: LogAttestation | None = strawberry.field(
        description="The newest one; null before the first. `limn verify --against` takes it back."
    )

    @field("For each time the position of the last event that is not later; zero before the first.")
    async def positions_at(
        self, info: Info, times: Annotated[list[datetime], strawberry.argument(description="At most 100, with zone.")]
    ) -> list[Position]:
        """INVALID for more, and for times without a zone."""
        if len(times) > MOST_TIMES:
            raise invalid("times", f"Ask for at most {MOST_TIMES} times.")
        if any(time.tzinfo is None for time in times):
            raise invalid("times", "Say the zone of each time, as in 2026-01-31T12:00:00Z.")
        history = info.context.services.history
        return [Position(await history.position_at(time, int(self.head))) for time in times]


@strawberry.type
class LogQueries:
    """Reads of the log's state."""

    @field("How the log and its views stand.")
    async def log(self, info: Info) -> LogStatus:
        """The head is read after the views, so that it is never behind them."""
        views = await view_statuses(info)
        newest = await info.context.gate.read(attestation.newest)
        head = Position(await info.context.services.events.head())
        return LogStatus(head=head, views=views, attestation=_told(newest) if newest else None)


def _told(newest: Attestation) -> LogAttestation:
    said = newest.said
    return LogAttestation(
        position=Position(said.position),
        root=said.root.hex(),
        at=said.at,
        statement=said.text,
        key=newest.key.hex(),
        signature=newest.signature.hex(),
    )


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
