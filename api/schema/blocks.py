"""Blocking and muting people."""

from __future__ import annotations

from uuid import UUID

import strawberry

from api.commands import found, perform
from api.context import Context
from api.ids import NodeKind, parse_id_of
from api.schema.fields import Info, mutation
from api.schema.follows import AccountPayload, AccountRef
from domain import blocks, mutes
from domain.log import Append


@strawberry.type
class BlockMutations:
    """Commands on what stands between people."""

    @mutation("Block someone: from now on neither sees anything of the other, and neither follows the other.")
    async def block(self, info: Info, input: AccountRef) -> AccountPayload:
        """They are not told. Blocking them again changes nothing."""
        return AccountPayload(outcome=await perform(info, input, _block))

    @mutation("Take a block back. Who followed whom does not return with it.")
    async def unblock(self, info: Info, input: AccountRef) -> AccountPayload:
        """Without one nothing changes."""
        return AccountPayload(outcome=await perform(info, input, _unblock))

    @mutation("Mute someone: their posts and comments are left out of one's lists. They are not told.")
    async def mute(self, info: Info, input: AccountRef) -> AccountPayload:
        """On their own page, and by id, one may still look."""
        return AccountPayload(outcome=await perform(info, input, _mute))

    @mutation("Take a mute back.")
    async def unmute(self, info: Info, input: AccountRef) -> AccountPayload:
        """Without one nothing changes."""
        return AccountPayload(outcome=await perform(info, input, _unmute))


async def _block(context: Context, viewer: UUID, given: AccountRef) -> Append:
    return blocks.block(viewer, await _known(context, given))


async def _unblock(context: Context, viewer: UUID, given: AccountRef) -> Append:
    return blocks.unblock(viewer, await _known(context, given))


async def _mute(context: Context, viewer: UUID, given: AccountRef) -> Append:
    return mutes.mute(viewer, await _known(context, given))


async def _unmute(context: Context, viewer: UUID, given: AccountRef) -> Append:
    return mutes.unmute(viewer, await _known(context, given))


async def _known(context: Context, given: AccountRef) -> UUID:
    """Whom one blocks one may still unblock, mute and unmute; who blocks the viewer is not there."""
    number = parse_id_of(NodeKind.ACCOUNT, given.account_id)
    return (await found(context, lambda gate: gate.account(number))).id
