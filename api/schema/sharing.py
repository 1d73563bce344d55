"""Commands on posts: sharing, saying otherwise, and taking back."""

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
from domain.errors import conflict, invalid, not_found
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


@strawberry.input(description="What to say otherwise of a post. What is left out or null stays as it is.")
class EditPostInput:
    """Of the viewer's own."""

    post_id: strawberry.ID = strawberry.field(description="The post's id.")
    caption: str | None = strawberry.field(description="What to say about it; empty for nothing.", default=None)
    alt_text: str | None = strawberry.field(
        description="What is to be seen; empty for what is said from the scene.", default=None
    )
    tags: list[str] | None = strawberry.field(description="All its tags; an empty list for none.", default=None)
    visibility: Visibility | None = strawberry.field(description="To whom.", default=None)
    prompt_visibility: PromptVisibility | None = strawberry.field(
        description="What others may do with the words.", default=None
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

    @mutation("Say otherwise of a post of one's own, or show it to others than before.")
    async def edit_post(self, info: Info, input: EditPostInput) -> PostPayload:
        """What was seen before may have been kept by who saw it."""
        return PostPayload(outcome=await perform(info, input, _edit))

    @mutation("Take a post back, for good.")
    async def remove_post(self, info: Info, input: PostRef) -> PostPayload:
        """The author's."""
        return PostPayload(outcome=await perform(info, input, _remove))


async def _share(context: Context, viewer: UUID, given: SharePostInput) -> Append:
    log, keyring = context.services.log, context.services.keyring
    words = _words(given)
    tags = text.tags(given.tags)
    render = await log.load(Render, parse_id_of(NodeKind.RENDER, given.render_id))
    if render is None or render.owner != viewer:
        raise not_found()
    if await log.load(posts.Post, posts.post_id(render.id)):
        raise conflict("This picture is shared already.", "renderId")
    words["prompt"] = await _prompt(context, given.prompt_visibility, render.id)
    sealed = keyring.seal(viewer, words)
    post = posts.Post.share(render, viewer, given.visibility, given.prompt_visibility, tags, sealed)
    return Append(result=post.id, events=post.collect_events())


def _words(given: SharePostInput | EditPostInput) -> dict[str, str | None]:
    return {
        "caption": text.optional("caption", given.caption, text.CAPTION_LENGTH, lines=True),
        "alt_text": text.optional("altText", given.alt_text, text.CAPTION_LENGTH),
    }


async def _prompt(context: Context, shown: PromptVisibility, render: UUID) -> str | None:
    """A post that hides its words does not hold them."""
    if shown is PromptVisibility.HIDDEN:
        return None
    await found(context, lambda gate: gate.render(render))
    return (await context.gate.words(render)).get("prompt")


async def _edit(context: Context, viewer: UUID, given: EditPostInput) -> Append:
    fields = (given.caption, given.alt_text, given.tags, given.visibility, given.prompt_visibility)
    if all(field is None for field in fields):
        raise invalid("postId", "Say what is to be different: its caption, alt text, tags, or to whom it is shown.")
    words, tags = _words(given), text.tags(given.tags)
    post = await _own(context, viewer, given.post_id)
    before = context.gate.text(viewer, post.sealed)
    words["caption"] = before.get("caption") if given.caption is None else words["caption"]
    words["alt_text"] = before.get("alt_text") if given.alt_text is None else words["alt_text"]
    shown = given.prompt_visibility or post.prompt_visibility
    words["prompt"] = await _prompt(context, shown, post.render)
    sealed = context.services.keyring.seal(viewer, words)
    post.edit(viewer, given.visibility or post.visibility, shown, post.tags if given.tags is None else tags, sealed)
    return Append(result=post.id, events=post.collect_events())


async def _remove(context: Context, viewer: UUID, given: PostRef) -> Append:
    post = await _own(context, viewer, given.post_id)
    post.remove(viewer)
    return Append(result=post.id, events=post.collect_events())


async def _own(context: Context, viewer: UUID, post_id: str) -> posts.Post:
    post = await context.services.log.load(posts.Post, parse_id_of(NodeKind.POST, post_id))
    if post is None or post.author != viewer:
        raise not_found()
    return post
