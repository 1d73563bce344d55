"""Commands on renders: asking for a picture, from nothing or from another one, and stopping."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import strawberry

from api.commands import found, perform
from api.context import Context
from api.gate import Gate, Text
from api.ids import NodeKind, parse_id_of
from api.schema.fields import Info, field, mutation
from api.schema.inputs import KEY
from api.schema.payloads import Payload
from api.schema.renders import Render
from domain import text
from domain.api_keys import ApiScope
from domain.errors import DomainError, ErrorCode, invalid, not_found
from domain.log import Append
from domain.posts import PromptVisibility
from domain.renders import MODELS, Params, refined
from domain.renders import Render as RenderAggregate
from projections.views.renders import RenderRow

SIDE = 512
STEPS = 8


@strawberry.type(description="What a command on a render answers.")
class RenderPayload(Payload):
    """The render as it is at the position. A prompt that a rule forbids has both: a refused render, and the error."""

    @field("The render; null if it is not to be read within a second.")
    async def render(self) -> Render | None:
        """At the position."""

        async def read(gate: Gate, number: UUID) -> Render | None:
            row = await gate.render(number)
            return Render(row=row, gate=gate) if row else None

        return await self.outcome.show(read)


@strawberry.input(
    description="A prompt and how to draw it. What is left out is chosen, or as in the picture it starts from."
)
class SubmitPromptInput:
    """Sizes in pixels."""

    prompt: str | None = strawberry.field(
        description="The words, at most 2,000 characters; else those of the picture it starts from.",
        default=None,
    )
    instruction: str | None = strawberry.field(
        description="What to change: it is added to the words, and overrules what they say before.", default=None
    )
    negative_prompt: str | None = strawberry.field(
        description="Words for what should not be there; empty for none.", default=None
    )
    width: int | None = strawberry.field(description="256 to 1024 in steps of 8; else 512.", default=None)
    height: int | None = strawberry.field(description="256 to 1024 in steps of 8; else 512.", default=None)
    steps: int | None = strawberry.field(description="1 to 32; else 8.", default=None)
    seed: str | None = strawberry.field(
        description="A whole number below 2^64; else drawn. The same seed keeps the composition.", default=None
    )
    model: str | None = strawberry.field(description="A model's name; else painter.", default=None)
    refine_of: strawberry.ID | None = strawberry.field(
        description="The render of one's own it starts from.", default=None
    )
    remix_of: strawberry.ID | None = strawberry.field(
        description="The post it starts from: one's own, or one that is REMIXABLE.", default=None
    )
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Names a render.")
class RenderRef:
    """Of the viewer's own."""

    render_id: strawberry.ID = strawberry.field(description="The render's id.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type
class RenderMutations:
    """Commands on renders."""

    @mutation(
        "Ask for a picture. It is drawn as soon as a worker is free; nobody else sees it before it is shared.",
        scope=ApiScope.RENDER,
    )
    async def submit_prompt(self, info: Info, input: SubmitPromptInput) -> RenderPayload:
        """Answered before anything is drawn."""
        outcome = await perform(info, input, _submit)
        outcome.error = outcome.error or await _refusal(info.context, outcome.result)
        return RenderPayload(outcome=outcome)

    @mutation("Stop a render, queued or running.", scope=ApiScope.RENDER)
    async def cancel_render(self, info: Info, input: RenderRef) -> RenderPayload:
        """CONFLICT when it has ended."""
        return RenderPayload(outcome=await perform(info, input, _cancel))


@dataclass(frozen=True, slots=True)
class Parent:
    """What a picture starts from: a render and as much of its words as is the viewer's to read."""

    row: RenderRow
    words: Text
    remix_of: UUID | None
    refines: UUID | None


async def _submit(context: Context, viewer: UUID, given: SubmitPromptInput) -> Append:
    parent = await _parent(context, given)
    words = {"prompt": _prompt(given, parent), "negative_prompt": _negative_prompt(given, parent)}
    params = _params(given, parent)
    screen = await context.services.screening.screen(context.gate)
    if refusal := screen.refusal(words["prompt"] or ""):
        words["refused"] = "\n".join(refusal.words)
    sealed = context.services.keyring.seal(viewer, words)
    source, refines = (parent.remix_of, parent.refines) if parent else (None, None)
    render = RenderAggregate.submit(uuid4(), viewer, params, source, sealed, refines, refusal)
    return Append(result=render.id, events=render.collect_events())


async def _refusal(context: Context, submitted: UUID | None) -> DomainError | None:
    """Why a submitted prompt was refused, as the log has it: so that a repeated command is told the same."""
    render = await context.services.log.load(RenderAggregate, submitted) if submitted else None
    if render is None or render.refusal is None:
        return None
    words = context.gate.text(render.owner, render.sealed).get("refused") or ""
    return replace(render.refusal, words=tuple(words.splitlines())).error()


async def _parent(context: Context, given: SubmitPromptInput) -> Parent | None:
    if given.refine_of is not None and given.remix_of is not None:
        raise invalid("refineOf", "Start from a render of your own or from a post, not from both.")
    if given.refine_of is not None:
        number = parse_id_of(NodeKind.RENDER, given.refine_of)
        row = await found(context, lambda gate: gate.render(number))
        return Parent(row, await context.gate.words(row.id), row.remix_of, row.id)
    if given.remix_of is not None:
        number = parse_id_of(NodeKind.POST, given.remix_of)
        post = await found(context, lambda gate: gate.post(number))
        if post.author != context.viewer and post.prompt_visibility != PromptVisibility.REMIXABLE:
            raise DomainError(ErrorCode.FORBIDDEN, "Its author does not offer this picture for remixing.", "remixOf")
        row = await found(context, lambda gate: gate.image(post.render))
        return Parent(row, await context.gate.words(row.id), post.id, None)
    return None


def _prompt(given: SubmitPromptInput, parent: Parent | None) -> str:
    instruction = text.optional("instruction", given.instruction, text.PROMPT_LENGTH)
    if given.prompt is not None:
        prompt = text.required("prompt", given.prompt, text.PROMPT_LENGTH)
    elif parent is None or instruction is None:
        raise invalid("prompt", "Write a prompt; or start from a picture and say as its instruction what to change.")
    else:
        prompt = parent.words.get("prompt") or ""
        if not prompt:
            raise DomainError(ErrorCode.GONE, "The words of this picture are gone. Write a prompt instead.", "prompt")
    return refined(prompt, instruction) if instruction else prompt


def _negative_prompt(given: SubmitPromptInput, parent: Parent | None) -> str | None:
    if given.negative_prompt is None and parent is not None:
        return parent.words.get("negative_prompt")
    return text.optional("negativePrompt", given.negative_prompt, text.PROMPT_LENGTH)


def _params(given: SubmitPromptInput, parent: Parent | None) -> Params:
    before = parent.row if parent else None
    width, height, steps = (before.width, before.height, before.steps) if before else (SIDE, SIDE, STEPS)
    model = before.model if before else MODELS[0]
    return Params(
        width=width if given.width is None else given.width,
        height=height if given.height is None else given.height,
        steps=steps if given.steps is None else given.steps,
        seed=_seed(before.seed if before and given.seed is None else given.seed),
        model=model if given.model is None else given.model,
    )


def _seed(given: str | None) -> int:
    if given is None:
        return secrets.randbits(64)
    if not (given.isascii() and given.isdigit() and len(given) <= 20):
        raise invalid("seed", "A seed is a whole number from 0 to 18446744073709551615.")
    return int(given)


async def _cancel(context: Context, viewer: UUID, given: RenderRef) -> Append:
    render = await context.services.log.load(RenderAggregate, parse_id_of(NodeKind.RENDER, given.render_id))
    if render is None:
        raise not_found()
    render.cancel(viewer)
    return Append(result=render.id, events=render.collect_events())
