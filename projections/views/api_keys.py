"""The API keys that people have made. What they are worth is not here: their secrets are no facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.api_keys import ApiKeyMade, ApiKeyRevoked
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import Placed, rows
from projections.tables import Table
from projections.view import View
from projections.walls import API_KEYS

api_keys = Table(
    "api_keys",
    key={"key": "uuid"},
    puts={
        "owner": "uuid",
        "sealed": "bytea null",
        "scopes": "jsonb",
        "made_at": "timestamptz",
        "expires_at": "timestamptz",
        "revoked_at": "timestamptz null",
        "position": "bigint",
    },
    indexes=("(owner, position DESC)",),
    wall=API_KEYS,
)
view = View("api_keys", version=1, tables=(api_keys,))

END = 2**62
"""After every position."""


@view.on(ApiKeyMade)
def made(event: ApiKeyMade, position: int) -> Changes:
    """There is one more."""
    yield api_keys.create(
        event.subject,
        owner=event.actor,
        sealed=event.sealed,
        scopes=list(event.scopes),
        made_at=event.timestamp,
        expires_at=event.expires_at,
        revoked_at=None,
        position=position,
    )


@view.on(ApiKeyRevoked)
def revoked(event: ApiKeyRevoked, position: int) -> Changes:
    """It is told of for ever, so that what it was can be looked up."""
    yield api_keys.put(event.subject, revoked_at=event.timestamp)


@dataclass(frozen=True, slots=True)
class ApiKeyRow:
    """A key. `sealed`: its name, under the owner's own key."""

    id: UUID
    owner: UUID
    sealed: bytes | None
    scopes: list[str]
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    position: int


COLUMNS = ", ".join(api_keys.columns)


async def hydrate(connection: Connection, wanted: Sequence[UUID]) -> dict[UUID, ApiKeyRow]:
    """These keys; absent ones are left out."""
    query = f"SELECT {COLUMNS} FROM views.api_keys WHERE key = ANY(%s)"  # noqa: S608 - constants
    return {row.id: row for row in await rows(connection, ApiKeyRow, query, list(wanted))}


async def of(connection: Connection, owner: UUID, before: int | None, limit: int) -> list[Placed]:
    """A person's keys, the newest first."""
    return await rows(
        connection,
        Placed,
        "SELECT key, position FROM views.api_keys WHERE owner = %s AND position < %s ORDER BY position DESC LIMIT %s",
        owner,
        END if before is None else before,
        limit,
    )
