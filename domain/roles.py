"""What a person may do beyond what everyone may: given and taken by who runs the system."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from domain.events import UNRECORDED, Audience, Event
from domain.identity import relation_id
from domain.log import Append, Toggle


class Role(StrEnum):
    """What someone is here for."""

    MODERATOR = "MODERATOR"
    OPERATOR = "OPERATOR"


class RoleGranted(Event):
    """The subject has a role from now on."""

    TOPIC = "role.granted"
    AUDIENCE = Audience.PARTY

    role: str


class RoleRevoked(Event):
    """The subject no longer has it."""

    TOPIC = "role.revoked"
    AUDIENCE = Audience.PARTY

    role: str


def grant(account: UUID, role: Role) -> Append:
    """Give a role; giving it again appends nothing."""
    return _toggle(RoleGranted, account, role, on=True)


def revoke(account: UUID, role: Role) -> Append:
    """Take a role; without it nothing is appended."""
    return _toggle(RoleRevoked, account, role, on=False)


def _toggle(fact: type[RoleGranted | RoleRevoked], account: UUID, role: Role, *, on: bool) -> Append:
    event = fact(
        originator_id=relation_id(f"role {role}", account, account),
        originator_version=0,
        timestamp=UNRECORDED,
        actor=None,
        subject=account,
        role=role.value,
    )
    return Append(result=account, toggle=Toggle(event, on))
