"""Following people."""

from __future__ import annotations

from uuid import UUID

import strawberry

from api.commands import found, perform
from api.context import Context
from api.gate import Gate
from api.ids import NodeKind, parse_id_of
from api.schema.accounts import Account
from api.schema.fields import Info, field, mutation
from api.schema.inputs import KEY
from api.schema.payloads import Payload
from domain import follows
from domain.log import Append


@strawberry.input(description="Names an account.")
class AccountRef:
    """By its id."""

    account_id: strawberry.ID = strawberry.field(description="The account's id.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type(description="What a command on an account answers.")
class AccountPayload(Payload):
    """The account as it is at the position."""

    @field("The account; null if it is not to be read within a second.")
    async def account(self) -> Account | None:
        """At the position."""

        async def read(gate: Gate, number: UUID) -> Account | None:
            row = await gate.account(number)
            return Account(row=row, gate=gate) if row else None

        return await self.outcome.show(read)


@strawberry.type
class FollowMutations:
    """Commands on accounts."""

    @mutation("Follow someone. Following them again changes nothing.")
    async def follow(self, info: Info, input: AccountRef) -> AccountPayload:
        """Their posts come into one's HOME feed."""
        return AccountPayload(outcome=await perform(info, input, _follow))

    @mutation("Stop following someone.")
    async def unfollow(self, info: Info, input: AccountRef) -> AccountPayload:
        """Without following them nothing changes."""
        return AccountPayload(outcome=await perform(info, input, _unfollow))


async def _follow(context: Context, viewer: UUID, given: AccountRef) -> Append:
    return follows.follow(viewer, await _there(context, given))


async def _unfollow(context: Context, viewer: UUID, given: AccountRef) -> Append:
    return follows.unfollow(viewer, await _there(context, given))


async def _there(context: Context, given: AccountRef) -> UUID:
    number = parse_id_of(NodeKind.ACCOUNT, given.account_id)
    return (await found(context, lambda gate: gate.contact(number))).id
