"""API keys: what lets a program act for a person. Who is signed in makes, lists and revokes them; no key does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from uuid import UUID, uuid4

import strawberry

from api.api_keys import own
from api.commands import perform
from api.context import Context
from api.gate import Gate
from api.ids import NodeKind, node_id, parse_id_of
from api.ports import KeyUse
from api.schema.enums import show
from api.schema.fields import Info, field, mutation
from api.schema.inputs import KEY
from api.schema.paging import PageInfo, page
from api.schema.payloads import Payload
from domain import api_keys as making
from domain import text
from domain.api_keys import LIVING, ApiScope
from domain.api_keys import ApiKey as Made
from domain.errors import conflict, not_found
from domain.log import Append
from projections.connection import Connection
from projections.reading import Placed
from projections.views import api_keys
from projections.views.api_keys import ApiKeyRow

show(
    ApiScope,
    "What an API key is good for. No key makes or lists keys, signs in or out, or registers anyone.",
    READ="Queries, streams and pictures, as its owner sees them. Without it, commands answer no objects.",
    WRITE="Commands: sharing, liking, commenting, following, editing and all that no other scope is for.",
    RENDER="Asking for pictures, and stopping those under way.",
    MODERATE="The roles of its owner: what they let one see, and deciding cases.",
)


@strawberry.type(description="What lets a program act for a person. Its secret is shown once, when it is made.")
class ApiKey:
    """Shown to its owner."""

    row: strawberry.Private[ApiKeyRow]
    gate: strawberry.Private[Gate]
    use: strawberry.Private[KeyUse]

    @field("The key's id.")
    def id(self) -> strawberry.ID:
        """key_…"""
        return strawberry.ID(node_id(NodeKind.KEY, self.row.id))

    @field("What its owner calls it; empty once their words were erased.")
    def name(self) -> str:
        """Personal."""
        return self.gate.text(self.row.owner, self.row.sealed).get("name") or ""

    @field("How its secret begins, to tell keys apart.")
    def prefix(self) -> str:
        """No part of what is secret."""
        return making.prefix(self.row.id)

    @field("What it is good for.")
    def scopes(self) -> list[ApiScope]:
        """As chosen, in the order of the enum."""
        return [ApiScope(scope) for scope in self.row.scopes]

    @field("Whether it works now: it is neither revoked nor expired, and was not made before a restore from a backup.")
    def active(self) -> bool:
        """What its secret is worth."""
        return self.use.active

    @field("When it was made.")
    def created_at(self) -> datetime:
        """Log time."""
        return self.row.made_at

    @field("When it ends by itself.")
    def expires_at(self) -> datetime:
        """As chosen."""
        return self.row.expires_at

    @field("When it was used last, within a minute; null if never.")
    def last_used_at(self) -> datetime | None:
        """Not in the log."""
        return self.use.last_used_at

    @field("When it was revoked; null if it was not.")
    def revoked_at(self) -> datetime | None:
        """Log time."""
        return self.row.revoked_at


@strawberry.type(description="An API key in a list.")
class ApiKeyEdge:
    """With its place."""

    cursor: str = strawberry.field(description="The place in the list.")
    node: ApiKey = strawberry.field(description="The key.")


@strawberry.type(description="A page of API keys.")
class ApiKeyConnection:
    """In the order of the list."""

    edges: list[ApiKeyEdge] = strawberry.field(description="The keys with their places.")
    page_info: PageInfo = strawberry.field(description="Where the page stands in its list.")


@strawberry.input(description="A key to be made.")
class CreateApiKeyInput:
    """Good for what it says, until it expires."""

    name: str = strawberry.field(description="What it is for, at most 64 characters. Nobody else sees it.")
    scopes: list[ApiScope] = strawberry.field(description="What it is good for: at least one.")
    expires_at: datetime | None = strawberry.field(
        description="When it ends by itself, within 366 days, with its zone. Left out: in 90 days.", default=None
    )
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.input(description="Names an API key of one's own.")
class ApiKeyRef:
    """By its id."""

    key_id: strawberry.ID = strawberry.field(description="The key's id.")
    idempotency_key: str | None = strawberry.field(description=KEY, default=None)


@strawberry.type(description="What a command on an API key answers.")
class ApiKeyPayload(Payload):
    """The key as it is at the position."""

    token: str | None = strawberry.field(
        description="The secret, to be sent as `Authorization: Bearer …`: shown this once, to who made the key; null "
        "for a repeated idempotency key.",
        default=None,
    )

    @field("The key; null if it is not to be read within a second.")
    async def api_key(self, info: Info) -> ApiKey | None:
        """At the position."""

        async def read(gate: Gate, number: UUID) -> ApiKey | None:
            (shown,) = await _shown(info.context, gate, await own(gate, [number]))
            return shown

        return await self.outcome.show(read)


@strawberry.type
class ApiKeyMutations:
    """Commands on one's own keys."""

    @mutation("Make an API key. Its secret is in the answer, this once.", scope=None)
    async def create_api_key(self, info: Info, input: CreateApiKeyInput) -> ApiKeyPayload:
        """CONFLICT for whoever has as many as one may have."""
        keys, number, tokens = info.context.services.api_keys, uuid4(), list[str]()

        async def create(context: Context, viewer: UUID, given: CreateApiKeyInput) -> Append:
            scopes, expires_at = making.granted(given.scopes), making.lasting(given.expires_at, datetime.now(UTC))
            name = text.required("name", given.name, making.NAME_LENGTH)
            sealed = context.services.keyring.seal(viewer, {"name": name})
            token = await keys.keep(number, viewer, scopes, expires_at)
            if token is None:
                raise conflict(f"You have {LIVING} keys. Revoke one of them first.")
            tokens.append(token)
            return Append(number, Made.make(number, viewer, scopes, expires_at, sealed).collect_events())

        made: UUID | None = None
        try:
            outcome = await perform(info, input, create)
            made = outcome.result
        finally:
            if tokens and made != number:  # what was not made, or was before, is worth nothing
                await keys.forget(number)
        return ApiKeyPayload(outcome=outcome, token=tokens[0] if made == number else None)

    @mutation("Revoke an API key of one's own: it is worth nothing at once, and streams it began end.", scope=None)
    async def revoke_api_key(self, info: Info, input: ApiKeyRef) -> ApiKeyPayload:
        """Revoking it again changes nothing."""
        return ApiKeyPayload(outcome=await perform(info, input, _revoke))


async def keys_of(context: Context, gate: Gate, account: UUID, first: int, after: str | None) -> ApiKeyConnection:
    """The keys that an account has made, for itself. OutOfScope for who asks with a key."""
    context.caller.require(None)

    async def skeleton(connection: Connection, place: int | None, limit: int) -> Sequence[Placed]:
        return await api_keys.of(connection, account, place, limit) if account == gate.viewer else []

    found = await page(gate, f"keys:{account.hex}", first, after, skeleton, partial(own, gate))
    shown = await _shown(context, gate, [row for _, row in found.rows])
    edges = [ApiKeyEdge(cursor=cursor, node=node) for (cursor, _), node in zip(found.rows, shown, strict=True) if node]
    return ApiKeyConnection(edges=edges, page_info=found.info)


async def _shown(context: Context, gate: Gate, rows: Sequence[ApiKeyRow | None]) -> list[ApiKey | None]:
    """Rows with what is known of the use of their keys."""
    uses = await context.services.api_keys.uses([row.id for row in rows if row])
    return [ApiKey(row=row, gate=gate, use=uses.get(row.id, KeyUse())) if row else None for row in rows]


async def _revoke(context: Context, viewer: UUID, given: ApiKeyRef) -> Append:
    key = await context.services.log.load(Made, parse_id_of(NodeKind.KEY, given.key_id))
    if key is None:
        raise not_found()
    key.revoke(viewer)
    await context.services.api_keys.end(key.id)  # first: what the log calls revoked must never work
    return Append(key.id, key.collect_events())
