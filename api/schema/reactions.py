"""Likes."""

from __future__ import annotations

from uuid import UUID

import strawberry

from api.commands import found, perform
from api.context import Context
from api.ids import NodeKind, parse_id_of
from api.schema.fields import Info, mutation
from api.schema.sharing import PostPayload, PostRef
from domain import reactions
from domain.log import Append
from projections.views.posts import PostRow


@strawberry.type
class ReactionMutations:
    """Commands on likes."""

    @mutation("Like a post. Liking it again changes nothing.")
    async def like_post(self, info: Info, input: PostRef) -> PostPayload:
        """Anyone who sees it may."""
        return PostPayload(outcome=await perform(info, input, _like))

    @mutation("Take a like back.")
    async def unlike_post(self, info: Info, input: PostRef) -> PostPayload:
        """Without one nothing changes."""
        return PostPayload(outcome=await perform(info, input, _unlike))


async def _like(context: Context, viewer: UUID, given: PostRef) -> Append:
    post = await _seen(context, given)
    return reactions.like(viewer, post.id, post.author)


async def _unlike(context: Context, viewer: UUID, given: PostRef) -> Append:
    post = await _seen(context, given)
    return reactions.unlike(viewer, post.id, post.author)


async def _seen(context: Context, given: PostRef) -> PostRow:
    number = parse_id_of(NodeKind.POST, given.post_id)
    return await found(context, lambda gate: gate.post(number))
