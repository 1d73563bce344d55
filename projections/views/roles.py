"""Who has which role."""

from __future__ import annotations

from uuid import UUID

from domain.roles import Role, RoleGranted, RoleRevoked
from projections.changes import Changes
from projections.connection import Connection
from projections.reading import rows
from projections.tables import Table
from projections.view import View

roles = Table("roles", key={"account": "uuid", "role": "text"}, puts={"position": "bigint"})
turns = Table("role_turns", key={"account": "uuid"}, puts={"position": "bigint"})
view = View("roles", version=1, tables=(roles, turns))


@view.on(RoleGranted)
def granted(event: RoleGranted, position: int) -> Changes:
    """They have it."""
    yield roles.create((event.subject, event.role), position=position)
    yield turns.create(event.subject, position=position)


@view.on(RoleRevoked)
def revoked(event: RoleRevoked, position: int) -> Changes:
    """They had it."""
    yield roles.remove((event.subject, event.role))
    yield turns.create(event.subject, position=position)


async def of(connection: Connection, account: UUID) -> frozenset[Role]:
    """The roles of an account."""
    return frozenset(await rows(connection, Role, "SELECT role FROM views.roles WHERE account = %s", account))
