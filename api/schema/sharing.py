"""Commands on posts: sharing, and taking back."""

from __future__ import annotations

from uuid import UUID

import strawberry

from api.commands import found, perform
from api.context import Context
from api.gate import Gate
from api.ids import NodeKind, parse_id_of
from api.schema.fields import Info, field, mutation
from api.schema.inputs import KEY
from api.schema.payloads import Payload
from api.schema.posts import Post
from domain import posts, text
from domain.errors import conflict, not_found
from domain.log import Append
from domain.posts import PromptVisibility, Visibility
from domain.renders import Render


@strawberry.input(description="A finished render to show, and how.")
class SharePostInput:
    """Of the viewer's own."""

    render_id: strawberry.ID = strawberry.field(description="The render's id.")
    caption: str | None = strawberry.field(description="What to say about it.", default=None)
    alt_text: str | None = strawberry.field(description="What is to be seen; else said from the scene.", default=None)
    tags: list[str] | None = strawberry.field(description="At most 10, each at most 40 characters.", default=None)
    visibility: Visibility = strawberry.field(description="To whom.", default=Visibility.PUBLIC)
    prompt_visibility: PromptVisibility = strawberry.field(
        description="What others may do with the words.", default=PromptVisibility.HIDDEN
    )
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Names a post.")
class PostRef:
    """By its id."""

    post_id: strawberry.ID = strawberry.field(description="The post's id.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type(description="What a command on a post answers.")
class PostPayload(Payload):
    """The post as it is at the position."""

    @field("The post; null once removed, or if not to be read in a second.")
    async def post(self) -> Post | None:
        """At the position."""

        async def read(gate: Gate, number: UUID) -> Post | None:
            row = await gate.post(number)
            return Post(row=row, gate=gate) if row else None

        return await self.outcome.show(read)


@strawberry.type
class PostMutations:
    """Commands on posts."""

    @mutation("Show a finished render of one's own. Nothing of it is seen by anyone else before this.")
    async def share_post(self, info: Info, input: SharePostInput) -> PostPayload:
        """Once per render."""
        return PostPayload(outcome=await perform(info, input, _share))

    @mutation("Take a post back, for good.")
    async def remove_post(self, info: Info, input: PostRef) -> PostPayload:
        """The author's."""
        return PostPayload(outcome=await perform(info, input, _remove))


async def _share(context: Context, viewer: UUID, given: SharePostInput) -> Append:
    log, keyring = context.services.log, context.services.keyring
    words = {
        "caption": text.optional("caption", given.caption, text.CAPTION_LENGTH, lines=True),
        "alt_text": text.optional("altText", given.alt_text, text.CAPTION_LENGTH),
    }
    tags = text.tags(given.tags)
    render = await log.load(Render, parse_id_of(NodeKind.RENDER, given.render_id))
    if render is None or render.owner != viewer:
        raise not_found()
    if await log.load(posts.Post, posts.post_id(render.id)):
        raise conflict("This picture is shared already.", "renderId")
    if given.prompt_visibility is not PromptVisibility.HIDDEN:
        words["prompt"] = await _prompt(context, viewer, render.id)
    sealed = keyring.seal(viewer, words)
    post = posts.Post.share(render, viewer, given.visibility, given.prompt_visibility, tags, sealed)
    return Append(result=post.id, events=post.collect_events())


async def _prompt(context: Context, viewer: UUID, render: UUID) -> str | None:
    row = await found(context, lambda gate: gate.render(render))
    return context.gate.text(viewer, row.sealed).get("prompt")


async def _remove(context: Context, viewer: UUID, given: PostRef) -> Append:
    post = await context.services.log.load(posts.Post, parse_id_of(NodeKind.POST, given.post_id))
    if post is None:
        raise not_found()
    post.remove(viewer)
    return Append(result=post.id, events=post.collect_events())
