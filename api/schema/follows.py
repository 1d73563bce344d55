"""Following people."""

from __future__ import annotations

from uuid import UUID

import strawberry

from api.commands import Outcome, found, perform
from api.context import Context
from api.ids import NodeKind, parse_id_of
from api.schema.accounts import Account
from api.schema.errors import UserError, user_errors
from api.schema.fields import Info, mutation
from api.schema.inputs import KEY
from api.schema.scalars import Position
from domain import follows
from domain.log import Append


@strawberry.input(description="Names an account.")
class AccountRef:
    """By its id."""

    account_id: strawberry.ID = strawberry.field(description="The account's id.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type(description="What a command on an account answers.")
class AccountPayload:
    """The account as it is at the position."""

    account: Account | None = strawberry.field(description="The account; null if it is not to be read within a second.")
    position: Position | None = strawberry.field(description="The position of what was done.")
    user_errors: list[UserError] = strawberry.field(description="Why it was refused; empty if it was not.")


@strawberry.type
class FollowMutations:
    """Commands on accounts."""

    @mutation("Follow someone. Following them again changes nothing.")
    async def follow(self, info: Info, input: AccountRef) -> AccountPayload:  # noqa: A002
        """Their posts come into one's HOME feed."""
        context = info.context
        return await _payload(await perform(context, input, lambda viewer: _follow(context, viewer, input, on=True)))

    @mutation("Stop following someone.")
    async def unfollow(self, info: Info, input: AccountRef) -> AccountPayload:  # noqa: A002
        """Without following them nothing changes."""
        context = info.context
        return await _payload(await perform(context, input, lambda viewer: _follow(context, viewer, input, on=False)))


async def _payload(outcome: Outcome) -> AccountPayload:
    row = await outcome.gate.account(outcome.result) if outcome.gate and outcome.result else None
    return AccountPayload(
        account=Account(row=row, gate=outcome.gate) if row and outcome.gate else None,
        position=outcome.position,
        user_errors=user_errors(outcome.error),
    )


async def _follow(context: Context, viewer: UUID, given: AccountRef, *, on: bool) -> Append:
    number = parse_id_of(NodeKind.ACCOUNT, given.account_id)
    await found(context, lambda gate: gate.account(number))
    return (follows.follow if on else follows.unfollow)(viewer, number)
