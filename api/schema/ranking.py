"""Making rankers of one's own."""

from __future__ import annotations

from uuid import UUID

import strawberry

from api.commands import SHOW_SECONDS, perform
from api.context import Context
from api.gate import Gate
from api.schema.fields import Info, field, mutation
from api.schema.inputs import KEY
from api.schema.payloads import Payload
from api.schema.rankers import Ranker
from domain import rankers as ranking
from domain.errors import conflict, not_found
from domain.identity import ranker_id
from domain.log import Append
from domain.rankers import Definition
from projections.views import rankers


@strawberry.input(description="A ranker of one's own.")
class DefineRankerInput:
    """A name that one has used before gets another formula, as a new version."""

    name: str = strawberry.field(description="1 to 40 of the characters a to z, 0 to 9 and -, a letter first.")
    formula: str = strawberry.field(description="Arithmetic over `signals`, at most 500 characters.")
    description: str | None = strawberry.field(
        description="What it favours, at most 200 characters. Everyone can read it.", default=None
    )
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Names a ranker of one's own.")
class RankerRef:
    """By its name, without one's handle."""

    name: str = strawberry.field(description="As it was defined.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type(description="What a command on a ranker answers.")
class RankerPayload(Payload):
    """The ranker as it is at the position."""

    @field("The ranker; null if it is withdrawn, or not to be read within a second.")
    async def ranker(self) -> Ranker | None:
        """At the position."""

        async def read(gate: Gate, number: UUID) -> Ranker | None:
            row = await gate.read(lambda connection: rankers.newest(connection, number))
            return Ranker(row=row, gate=gate) if row and row.formula is not None else None

        return await self.outcome.show(read)


@strawberry.type
class RankerMutations:
    """Commands on one's own rankers."""

    @mutation("Make a ranker, which everyone may rank by as @handle/name; or give one of one's own another formula.")
    async def define_ranker(self, info: Info, input: DefineRankerInput) -> RankerPayload:
        """Its older versions can still be asked for."""
        return RankerPayload(outcome=await perform(info, input, _define))

    @mutation("Take a ranker of one's own out of use. Its versions can still be asked for by their number.")
    async def withdraw_ranker(self, info: Info, input: RankerRef) -> RankerPayload:
        """Its name may be used again."""
        return RankerPayload(outcome=await perform(info, input, _withdraw))


async def _define(context: Context, viewer: UUID, given: DefineRankerInput) -> Append:
    said = ranking.description(given.description)
    sealed = context.services.keyring.seal(viewer, {"description": said}) if said else None
    wish = Definition(given.name, given.formula, sealed=sealed, maker=viewer)
    gate = await _newest(context)
    row = await gate.read(lambda connection: rankers.newest(connection, ranker_id(viewer, wish.name)))
    if row is None or row.formula is None:
        mine = await gate.read(lambda connection: rankers.rankers_of(connection, viewer))
        if len(mine) >= ranking.MADE:
            raise conflict(f"You have {ranking.MADE} rankers. Withdraw one of them first.", "name")
    return ranking.define(wish.following(row.version if row else 0))


async def _withdraw(context: Context, viewer: UUID, given: RankerRef) -> Append:
    gate = await _newest(context)
    row = await gate.read(lambda connection: rankers.newest(connection, ranker_id(viewer, given.name)))
    if row is None or row.formula is None:
        raise not_found()
    return ranking.withdraw(row.name, viewer, row.version)


async def _newest(context: Context) -> Gate:
    """What there is once the views have seen all that has happened, so that the next version is known."""
    await context.services.tide.reached(await context.services.events.head(), SHOW_SECONDS)
    return await context.fresh()
