"""What people say of themselves."""

from __future__ import annotations

from uuid import UUID

import strawberry

from api.commands import perform
from api.context import Context
from api.schema.fields import Info, mutation
from api.schema.follows import AccountPayload
from api.schema.inputs import KEY
from domain import text
from domain.accounts import Account
from domain.errors import invalid, not_found
from domain.log import Append


@strawberry.input(description="What to say otherwise of oneself. What is left out or null stays as it is.")
class EditProfileInput:
    """The handle stays."""

    display_name: str | None = strawberry.field(description="The name to show, 1 to 64 characters.", default=None)
    bio: str | None = strawberry.field(description="At most 500 characters; empty for nothing.", default=None)
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type
class ProfileMutations:
    """Commands on one's own account."""

    @mutation("Say otherwise of oneself.")
    async def edit_profile(self, info: Info, input: EditProfileInput) -> AccountPayload:
        """The viewer's own."""
        return AccountPayload(outcome=await perform(info, input, _edit))


async def _edit(context: Context, viewer: UUID, given: EditProfileInput) -> Append:
    if given.display_name is None and given.bio is None:
        raise invalid("displayName", "Say what is to be different: the name, or the bio.")
    account = await context.services.log.load(Account, viewer)
    if account is None:
        raise not_found()
    words = dict(context.gate.text(viewer, account.sealed))
    if given.display_name is not None:
        words["display_name"] = text.required("displayName", given.display_name, text.DISPLAY_NAME_LENGTH)
    if given.bio is not None:
        words["bio"] = text.optional("bio", given.bio, text.BIO_LENGTH, lines=True)
    account.edit(viewer, context.services.keyring.seal(viewer, words))
    return Append(result=viewer, events=account.collect_events())
