"""Renders: prompts on their way to pictures. Their maker's alone."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Annotated
from uuid import UUID, uuid4

import strawberry

from api.commands import found, perform
from api.context import Context
from api.gate import Gate
from api.ids import NodeKind, node_id, parse_id_of
from api.schema.fields import Info, field, mutation
from api.schema.images import Image, image_of
from api.schema.inputs import KEY
from api.schema.node import Node
from api.schema.paging import After, First, PageInfo, page
from api.schema.payloads import Payload
from domain import text
from domain.errors import DomainError, ErrorCode, invalid, not_found
from domain.log import Append
from domain.posts import PromptVisibility
from domain.renders import FAILURES, MODELS, Params, RenderStatus
from domain.renders import Render as RenderAggregate
from projections.views import renders
from projections.views.renders import RenderRow

strawberry.enum(RenderStatus, description="Where a render stands.")

SIDE = 512
STEPS = 8


@strawberry.type(description="What was asked for, beside the words.")
class RenderParams:
    """As they were used: what was left out is filled in."""

    width: int = strawberry.field(description="Width in pixels.")
    height: int = strawberry.field(description="Height in pixels.")
    steps: int = strawberry.field(description="How many steps the model takes.")
    seed: str = strawberry.field(description="The seed, a whole number below 2^64 as text.")
    model: str = strawberry.field(description="The model's name.")
    negative_prompt: str | None = strawberry.field(description="Words for what should not be there.")


@strawberry.type(description="Why a render was refused or failed.")
class RenderReason:
    """For its maker."""

    code: str = strawberry.field(description="The reason, for programs.")
    message: str = strawberry.field(description="The reason, for people; it says what to do.")
    rule: str | None = strawberry.field(description="The rule that refused it, if one did.", default=None)
    words: list[str] | None = strawberry.field(description="The words at fault, if there are.", default=None)


@strawberry.type(description="One prompt and what became of it. Only its maker sees it.")
class Render(Node):
    """A render of the viewer's own."""

    row: strawberry.Private[RenderRow]
    gate: strawberry.Private[Gate]

    @field("The render's id.")
    def id(self) -> strawberry.ID:
        """render_…"""
        return strawberry.ID(node_id(NodeKind.RENDER, self.row.id))

    @field("Where it stands.")
    def status(self) -> RenderStatus:
        """A fold."""
        return RenderStatus(self.row.status)

    @field("The words.")
    def prompt(self) -> str | None:
        """Null once erased."""
        return self.gate.text(self.row.owner, self.row.sealed).get("prompt")

    @field("What was asked for beside the words.")
    def params(self) -> RenderParams:
        """As used."""
        row = self.row
        negative = self.gate.text(row.owner, row.sealed).get("negative_prompt")
        return RenderParams(
            width=row.width,
            height=row.height,
            steps=row.steps,
            seed=row.seed,
            model=row.model,
            negative_prompt=negative,
        )

    @field("How many renders wait ahead of this one; null once it runs.")
    async def queue_place(self) -> int | None:
        """Counted when asked."""
        if self.row.status != RenderStatus.QUEUED:
            return None
        return await self.gate.read(lambda connection: renders.queue_place(connection, self.row.id))

    @field("The picture, once it is DONE.")
    def image(self) -> Image | None:
        """Its maker's."""
        return image_of(self.gate, self.row)

    @field("Why it failed.")
    def reason(self) -> RenderReason | None:
        """Null unless it did."""
        if self.row.reason is None:
            return None
        message = FAILURES.get(self.row.reason, "It could not be made. Try again.")
        return RenderReason(code=self.row.reason, message=message)

    @field("When it was asked for.")
    def created_at(self) -> datetime:
        """Log time."""
        return self.row.created_at

    @field("When it ended.")
    def finished_at(self) -> datetime | None:
        """Log time; null while it has not."""
        return self.row.finished_at


@strawberry.type(description="A render in a list.")
class RenderEdge:
    """With its place."""

    cursor: str = strawberry.field(description="The place in the list.")
    node: Render = strawberry.field(description="The render.")


@strawberry.type(description="A page of renders.")
class RenderConnection:
    """In the order of the list."""

    edges: list[RenderEdge] = strawberry.field(description="The renders with their places.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in its list.")


@strawberry.type(description="What a command on a render answers.")
class RenderPayload(Payload):
    """The render as it is at the position."""

    @field("The render; null if it is not to be read within a second.")
    async def render(self) -> Render | None:
        """At the position."""

        async def read(gate: Gate, number: UUID) -> Render | None:
            row = await gate.render(number)
            return Render(row=row, gate=gate) if row else None

        return await self.outcome.show(read)


@strawberry.input(description="A prompt and how to draw it. What is left out is chosen.")
class SubmitPromptInput:
    """Sizes in pixels."""

    prompt: str = strawberry.field(description="The words, at most 2,000 characters.")
    negative_prompt: str | None = strawberry.field(description="Words for what should not be there.", default=None)
    width: int | None = strawberry.field(description="256 to 1024 in steps of 8; 512 if left out.", default=None)
    height: int | None = strawberry.field(description="256 to 1024 in steps of 8; 512 if left out.", default=None)
    steps: int | None = strawberry.field(description="1 to 32; 8 if left out.", default=None)
    seed: str | None = strawberry.field(description="A whole number below 2^64; drawn if left out.", default=None)
    model: str | None = strawberry.field(description="A model's name; painter if left out.", default=None)
    remix_of: strawberry.ID | None = strawberry.field(description="The post it starts from.", default=None)
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Names a render.")
class RenderRef:
    """Of the viewer's own."""

    render_id: strawberry.ID = strawberry.field(description="The render's id.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type
class RenderQueries:
    """Reads of renders."""

    @field("A render of the viewer's own.")
    async def render(
        self,
        info: Info,
        id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")],
    ) -> Render | None:
        """Null for everything else."""
        gate = info.context.gate
        try:
            row = await gate.render(parse_id_of(NodeKind.RENDER, id))
        except DomainError:
            return None
        return Render(row=row, gate=gate) if row else None

    @field("The viewer's own renders, the newest first.")
    async def renders(self, info: Info, first: First, after: After = None) -> RenderConnection:
        """UNAUTHENTICATED when nobody is signed in."""
        viewer, gate = info.context.required_viewer(), info.context.gate
        listed = await page(
            gate,
            f"renders:{viewer.hex}",
            first,
            after,
            lambda connection, place, limit: renders.by_owner(connection, viewer, place, limit),
            gate.renders,
        )
        edges = [RenderEdge(cursor=cursor, node=Render(row=row, gate=gate)) for cursor, row in listed.rows]
        return RenderConnection(edges=edges, page_info=listed.info)


@strawberry.type
class RenderMutations:
    """Commands on renders."""

    @mutation("Ask for a picture. It is drawn as soon as a worker is free; nobody else sees it before it is shared.")
    async def submit_prompt(self, info: Info, input: SubmitPromptInput) -> RenderPayload:
        """Answered before anything is drawn."""
        return RenderPayload(outcome=await perform(info, input, _submit))

    @mutation("Stop a render, queued or running.")
    async def cancel_render(self, info: Info, input: RenderRef) -> RenderPayload:
        """CONFLICT when it has ended."""
        return RenderPayload(outcome=await perform(info, input, _cancel))


async def _submit(context: Context, viewer: UUID, given: SubmitPromptInput) -> Append:
    words = {
        "prompt": text.required("prompt", given.prompt, text.PROMPT_LENGTH),
        "negative_prompt": text.optional("negativePrompt", given.negative_prompt, text.PROMPT_LENGTH),
    }
    params = Params(
        width=SIDE if given.width is None else given.width,
        height=SIDE if given.height is None else given.height,
        steps=STEPS if given.steps is None else given.steps,
        seed=_seed(given.seed),
        model=MODELS[0] if given.model is None else given.model,
    )
    source = await _remixable(context, given.remix_of) if given.remix_of is not None else None
    sealed = context.services.keyring.seal(viewer, words)
    render = RenderAggregate.submit(uuid4(), viewer, params, source, sealed)
    return Append(result=render.id, events=render.collect_events())


def _seed(given: str | None) -> int:
    if given is None:
        return secrets.randbits(64)
    if not (given.isascii() and given.isdigit() and len(given) <= 20):
        raise invalid("seed", "A seed is a whole number from 0 to 18446744073709551615.")
    return int(given)


async def _remixable(context: Context, post_id: str) -> UUID:
    post = parse_id_of(NodeKind.POST, post_id)
    row = await found(context, lambda gate: gate.post(post))
    if row.author != context.viewer and row.prompt_visibility != PromptVisibility.REMIXABLE:
        raise DomainError(ErrorCode.FORBIDDEN, "Its author does not offer this picture for remixing.", "remixOf")
    return post


async def _cancel(context: Context, viewer: UUID, given: RenderRef) -> Append:
    render = await context.services.log.load(RenderAggregate, parse_id_of(NodeKind.RENDER, given.render_id))
    if render is None:
        raise not_found()
    render.cancel(viewer)
    return Append(result=render.id, events=render.collect_events())
