"""Reports."""

from __future__ import annotations

from uuid import UUID

import strawberry

from api.commands import found, perform
from api.context import Context
from api.gate import Gate
from api.ids import NodeKind, parse_id
from api.schema.fields import Info, mutation
from api.schema.inputs import KEY
from api.schema.payloads import Payload
from api.schema.reasons import FlagKind, FlagReason
from domain import flags, text
from domain.errors import not_found
from domain.flags import Flaggable
from domain.log import Append

KINDS = {NodeKind.POST: FlagKind.POST, NodeKind.COMMENT: FlagKind.COMMENT, NodeKind.ACCOUNT: FlagKind.ACCOUNT}


@strawberry.input(description="A report of a post, a comment or an account.")
class FlagInput:
    """Only moderators see it."""

    subject_id: strawberry.ID = strawberry.field(description="The id of the thing.")
    reason: FlagReason = strawberry.field(description="What is wrong.")
    details: str | None = strawberry.field(description="In one's own words, at most 2,000 characters.", default=None)
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type(description="What reporting answers.")
class FlagPayload(Payload):
    """Nothing is shown of a report."""


@strawberry.type
class FlagMutations:
    """Commands on flags."""

    @mutation("Report a post, a comment or an account. Twice by one person is one report.")
    async def flag(self, info: Info, input: FlagInput) -> FlagPayload:
        """Only what the viewer sees, or would see if they blocked nobody."""
        return FlagPayload(outcome=await perform(info, input, _flag))


async def _flag(context: Context, viewer: UUID, given: FlagInput) -> Append:
    details = text.optional("details", given.details, text.DETAILS_LENGTH, lines=True)
    kind, number = parse_id(given.subject_id)
    if kind not in KINDS:
        raise not_found()
    about = await found(context, lambda gate: _about(gate.past_own_blocks(), kind, number))
    sealed = context.services.keyring.seal(viewer, {"details": details}) if details else None
    return flags.flag(viewer, about, given.reason, sealed)


async def _about(gate: Gate, kind: NodeKind, number: UUID) -> Flaggable | None:
    match kind:
        case NodeKind.POST:
            post = await gate.post(number)
            return Flaggable(number, KINDS[kind], post.author) if post else None
        case NodeKind.COMMENT:
            comment = await gate.comment(number)
            return Flaggable(number, KINDS[kind], comment.author, comment.post) if comment else None
        case _:
            return Flaggable(number, KINDS[kind], number) if await gate.account(number) else None
