"""Joining, signing in and out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import strawberry

from api.commands import Outcome, append, found, limited, once
from api.context import Context, Keep
from api.gate import Gate
from api.schema.accounts import Account, find
from api.schema.errors import UserError, user_errors
from api.schema.fields import Info, field, mutation
from api.schema.inputs import KEY
from api.schema.payloads import Payload
from domain import accounts, text
from domain.errors import DomainError, ErrorCode, conflict, invalid
from domain.identity import handle_id
from domain.log import Append, Receipt
from projections.views.accounts import AccountRow

PASSWORD_LENGTH = range(8, 1_001)


@strawberry.input(description="Who wants to join.")
class RegisterInput:
    """Under a handle that is free."""

    handle: str = strawberry.field(description="3 to 24 of a to z, 0 to 9 and _.")
    display_name: str = strawberry.field(description="The name to show, at most 64 characters.")
    password: str = strawberry.field(description="8 to 1,000 characters.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Who signs in.")
class SignInInput:
    """With the password chosen when joining."""

    handle: str = strawberry.field(description="The handle.")
    password: str = strawberry.field(description="The password.")


@strawberry.type(description="A session.")
class SessionPayload(Payload):
    """With its token, which is shown this once; to a page of ours never, as no script shall hold it."""

    token: str | None = strawberry.field(
        description="To be sent as `Authorization: Bearer …`; shown this once, and null where a cookie holds it.",
        default=None,
    )
    expires_at: datetime | None = strawberry.field(description="When the token ends by itself.", default=None)

    @field("Whose it is; null if it is not to be read within a second.")
    async def account(self) -> Account | None:
        """As they see themselves."""

        async def read(gate: Gate, number: UUID) -> Account | None:
            own = gate.seen_by(number)
            row = await own.account(number)
            return Account(row=row, gate=own) if row else None

        return await self.outcome.show(read)


@strawberry.type(description="What signing out answers.")
class SignOutPayload:
    """Nothing but refusals."""

    user_errors: list[UserError] = strawberry.field(description="Why it was refused; empty if it was not.")


@strawberry.type
class SessionMutations:
    """Commands on sessions."""

    @mutation("Join, and be signed in.", scope=None)
    async def register(self, info: Info, input: RegisterInput) -> SessionPayload:
        """CONFLICT when the handle is taken."""
        context = info.context
        try:
            await limited(context, "register", context.address)
            return await _session(context, await _register(context, input))
        except DomainError as error:
            return SessionPayload(outcome=Outcome(context, error=error))

    @mutation("Sign in with a handle and a password.", scope=None)
    async def sign_in(self, info: Info, input: SignInInput) -> SessionPayload:
        """One answer for an unknown handle and a wrong password, equally slow."""
        context = info.context
        try:
            await limited(context, "tryPassword", context.address)
            await limited(context, "signIn", f"{context.address}/{input.handle.strip().lower()[:24]}")
            return await _session(context, await _sign_in(context, input))
        except DomainError as error:
            return SessionPayload(outcome=Outcome(context, error=error))

    @mutation("End the session that this request came with.", scope=None)
    async def sign_out(self, info: Info) -> SignOutPayload:
        """Its token is worth nothing from now on."""
        context = info.context
        try:
            context.required_viewer()
        except DomainError as error:
            return SignOutPayload(user_errors=user_errors(error))
        if context.caller.token is not None:
            await context.services.sessions.end(context.caller.token)
        if context.caller.page:
            context.keep = Keep()
        return SignOutPayload(user_errors=[])


async def _session(context: Context, outcome: Outcome) -> SessionPayload:
    assert outcome.result is not None
    token, expires_at = await context.services.sessions.start(outcome.result)
    if context.caller.page:
        context.keep = Keep(token, expires_at)
    return SessionPayload(outcome=outcome, token=None if context.keep else token, expires_at=expires_at)


async def _register(context: Context, given: RegisterInput) -> Outcome:
    handle = text.handle(given.handle)
    name = text.required("displayName", given.display_name, text.DISPLAY_NAME_LENGTH)
    if len(given.password) not in PASSWORD_LENGTH:
        shortest, longest = PASSWORD_LENGTH[0], PASSWORD_LENGTH[-1]
        raise invalid("password", f"A password is {shortest} to {longest:,} characters.")
    attempts: list[UUID] = []

    async def join() -> Append:
        if attempts:  # a new account conflicts with nothing but the handle
            raise conflict("This handle is taken. Choose another.", "handle")
        attempts.append(uuid4())
        await context.services.credentials.keep(attempts[0], given.password)
        sealed = context.services.keyring.seal(attempts[0], {"display_name": name})
        return accounts.register(attempts[0], handle, sealed)

    receipt: Receipt | None = None
    try:
        receipt = await append(context, join, once(context, handle_id(handle), "register", given))
        return Outcome(context, receipt)
    finally:
        for attempt in attempts:
            if receipt is None or receipt.result != attempt:
                await context.services.credentials.forget(attempt)


async def _sign_in(context: Context, given: SignInInput) -> Outcome:
    row = await _known(context, given.handle)
    known = await context.services.credentials.check(row.id if row else None, given.password)
    if row is None or not known:
        raise DomainError(ErrorCode.UNAUTHENTICATED, "This handle and this password do not belong together.")
    return Outcome(context, result=row.id)


async def _known(context: Context, handle: str) -> AccountRow | None:
    """The account under a handle, also one that joined a moment ago."""
    try:
        return await found(context, lambda gate: find(gate, handle))
    except DomainError:
        return None
