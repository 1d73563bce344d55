"""API keys: what lets a program act for a person, within limits that the person sets.

That one was made or revoked is a fact; the secret itself never is one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from domain.errors import invalid, not_found
from domain.events import Aggregate, Audience, Created, Event

NAME_LENGTH = 64
LIVING = 20
"""Keys that one person may have at once."""
LONGEST = timedelta(days=366)
USUAL = timedelta(days=90)
"""How long a key lasts for which nothing is said."""
MARK = "limn_"
SECRET = 43
"""Letters and digits in a token: 256 bits."""


class ApiScope(StrEnum):
    """What a key is good for."""

    READ = "READ"
    WRITE = "WRITE"
    RENDER = "RENDER"
    MODERATE = "MODERATE"


class ApiKeyMade(Created):
    """A person let a program act for them."""

    TOPIC = "api_key.made"
    AUDIENCE = Audience.PARTY

    scopes: tuple[str, ...]
    expires_at: datetime
    sealed: bytes | None
    """name"""


class ApiKeyRevoked(Event):
    """They let it no longer."""

    TOPIC = "api_key.revoked"
    AUDIENCE = Audience.PARTY

    def apply(self, aggregate: ApiKey) -> None:
        """Fold."""
        aggregate.revoked = True


class ApiKey(Aggregate):
    """A key, without its secret."""

    TOPIC = "api_key"

    def __init__(self, actor: UUID, scopes: tuple[str, ...], expires_at: datetime, sealed: bytes | None) -> None:
        self.owner = actor
        self.scopes = scopes
        self.expires_at = expires_at
        self.sealed = sealed
        self.revoked = False

    @classmethod
    def make(
        cls, number: UUID, owner: UUID, scopes: tuple[ApiScope, ...], expires_at: datetime, sealed: bytes
    ) -> ApiKey:
        """Of a person's own. `scopes` and `expires_at` as the functions below give them."""
        return cls._create(
            ApiKeyMade,
            id=number,
            actor=owner,
            subject=number,
            scopes=tuple(scope.value for scope in scopes),
            expires_at=expires_at,
            sealed=sealed,
        )

    def revoke(self, actor: UUID) -> None:
        """Its owner takes it back; doing so again changes nothing. NOT_FOUND for everyone else."""
        if actor != self.owner:
            raise not_found()
        if not self.revoked:
            self.trigger_event(ApiKeyRevoked, actor=actor, subject=self.id)


def prefix(number: UUID) -> str:
    """How the token of a key begins. It says which key it is, and is no part of the secret."""
    return MARK + number.hex[:8]


def is_token(text: str) -> bool:
    """Whether a text could be a key's token, and so is no session's."""
    return text.startswith(MARK) and len(text) == len(MARK) + 8 + SECRET and text.isascii()


def granted(scopes: list[ApiScope]) -> tuple[ApiScope, ...]:
    """Scopes in their one form, each once in the order of the enum; INVALID for none."""
    if not scopes:
        raise invalid("scopes", "Say what the key is good for: at least one scope.")
    return tuple(scope for scope in ApiScope if scope in scopes)


def lasting(expires_at: datetime | None, now: datetime) -> datetime:
    """When a key made now expires; INVALID for a time without a zone, one that is past, and one too far away."""
    if expires_at is None:
        return now + USUAL
    if expires_at.tzinfo is None:
        raise invalid("expiresAt", "Say the zone of the time, as in 2026-01-31T12:00:00Z.")
    if not now < expires_at <= now + LONGEST:
        raise invalid("expiresAt", f"A key expires in the future, within {LONGEST.days} days.")
    return expires_at
