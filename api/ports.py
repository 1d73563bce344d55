"""What the interface asks of the outside world. The implementations live in infra."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple, Protocol
from uuid import UUID

from domain.api_keys import ApiScope
from domain.log import Recorded
from projections.connection import Connection


class Keyring(Protocol):
    """Each person's key: what is sealed under it is readable while the key exists."""

    def seal(self, person: UUID, fields: Mapping[str, str | None]) -> bytes:
        """The fields as ciphertext under the person's key, which is made at the first asking."""
        ...

    def opener(self) -> Callable[[UUID, bytes], Mapping[str, str | None] | None]:
        """What opens a person's ciphertexts for one response: the fields again, or None once the key is shredded."""
        ...

    def erased(self) -> int:
        """Another number once any key was shredded: what was opened before may not be shown any more."""
        ...


class Snapshots(Protocol):
    """Where reads happen."""

    def open(self) -> AbstractAsyncContextManager[Connection]:
        """A pooled connection for one transaction: `projections.checkpoint.enter` begins it, the block ends it."""
        ...


class Tide(Protocol):
    """How far the views have come, as this process has heard."""

    @property
    def position(self) -> int:
        """The newest checkpoint seen."""
        ...

    async def reached(self, position: int, timeout: float) -> int:  # noqa: ASYNC109 - a deadline, not a cancellation
        """Wait until the checkpoint is at least `position`, at most `timeout` seconds; the checkpoint then."""
        ...

    async def moved(self, after: int) -> int:
        """Wait for a checkpoint above `after`, and give it."""
        ...


class Events(Protocol):
    """The log, read from any position."""

    def read(
        self,
        after: int,
        upto: int,
        limit: int,
        topics: Sequence[str] | None = None,
        subject: UUID | None = None,
    ) -> Awaitable[Sequence[Recorded]]:
        """At most `limit` events with after < position <= upto, in order."""
        ...

    def head(self) -> Awaitable[int]:
        """The position of the newest event."""
        ...


class PreviewFrame(Protocol):
    """An unfinished picture: step of steps, a small encoded image, seconds left where known."""

    @property
    def step(self) -> int: ...  # noqa: D102
    @property
    def steps(self) -> int: ...  # noqa: D102
    @property
    def preview(self) -> bytes: ...  # noqa: D102
    @property
    def eta(self) -> float | None: ...  # noqa: D102


class Previews(Protocol):
    """Frames of running renders."""

    def watch(self, render_id: UUID) -> AsyncIterator[PreviewFrame]:
        """The newest frame at once, then each new one; ends when the render ends or nothing is known of it."""
        ...


class Blobs(Protocol):
    """The pictures' bytes, by the digest of their masters."""

    def get(self, sha256: str, size: str, fmt: str) -> Awaitable[bytes | None]:
        """One size ("full", "large", "small") in one format ("webp", "jpg"), or None."""
        ...


class Sessions(Protocol):
    """Who is signed in. Tokens are opaque; only their digests are kept."""

    def start(self, account: UUID) -> Awaitable[tuple[str, datetime]]:
        """A new token and when it expires."""
        ...

    def account(self, token: str) -> Awaitable[UUID | None]:
        """Whose token it is, or None: unknown, ended or expired."""
        ...

    def living(self, tokens: Collection[str]) -> Awaitable[Collection[str]]:
        """Those of the tokens that are still worth something: one question for all open streams."""
        ...

    def end(self, token: str) -> Awaitable[None]:
        """The token is worth nothing from now on."""
        ...


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a token names.

    key, scopes  of an API key, and what it is good for; None for a session, which is good for everything
    """

    account: UUID
    key: UUID | None = None
    scopes: frozenset[ApiScope] | None = None


@dataclass(frozen=True, slots=True)
class KeyUse:
    """Whether an API key is worth something now, and when it was used last, within a minute."""

    active: bool = False
    last_used_at: datetime | None = None


class ApiKeys(Protocol):
    """What API keys are worth. Tokens are opaque; only their digests are kept."""

    def keep(
        self, key: UUID, account: UUID, scopes: Collection[ApiScope], expires_at: datetime
    ) -> Awaitable[str | None]:
        """A new token, shown this once; None where the account has as many living keys as it may."""
        ...

    def bearer(self, token: str) -> Awaitable[Bearer | None]:
        """Who has the key, and what it is good for; None for one that is unknown, revoked or expired."""
        ...

    def living(self, tokens: Collection[str]) -> Awaitable[Collection[str]]:
        """Those of the tokens that are still worth something."""
        ...

    def uses(self, keys: Collection[UUID]) -> Awaitable[Mapping[UUID, KeyUse]]:
        """What is known of the use of keys; those of which nothing is are left out."""
        ...

    def end(self, key: UUID) -> Awaitable[None]:
        """Its token is worth nothing from now on."""
        ...

    def forget(self, key: UUID) -> Awaitable[None]:
        """It was not made after all."""
        ...


class Credentials(Protocol):
    """Passwords, as slow hashes."""

    def keep(self, account: UUID, password: str) -> Awaitable[None]:
        """Store the hash of a new account's password."""
        ...

    def check(self, account: UUID | None, password: str) -> Awaitable[bool]:
        """Whether it is the account's password; as slow for an unknown account (None) as for a known one."""
        ...

    def forget(self, account: UUID) -> Awaitable[None]:
        """Drop the hash."""
        ...


Payer = Literal["key", "account", "address"]
"""Whose budget an operation is taken from: an API key's, an account's, an address's where nobody is signed in."""


class Budget(NamedTuple):
    """What became of spending points.

    granted    whether they were there; else none were taken
    limit      the most that there can be, all of which comes back within `seconds`
    remaining  what is left
    whole_in   seconds until nothing is missing
    """

    granted: bool
    limit: int
    remaining: int
    seconds: int
    whole_in: float


class Limits(Protocol):
    """Rates of what can be abused, and budgets for all the rest."""

    def allow(self, act: str, whom: str) -> Awaitable[bool]:
        """Count one `act` (a mutation's name) of `whom`, if it has a rate; False where that is too many now."""
        ...

    def spend(self, payer: Payer, whom: str, points: int) -> Awaitable[Budget]:
        """Take points from a budget."""
        ...


class Spans(Protocol):
    """What is traced. Names are ours: never a word, a name, a token or an address."""

    def begin(self, name: str) -> AbstractContextManager[object]:
        """An operation, for as long as the block lasts."""
        ...

    def span(self, name: str) -> AbstractContextManager[object]:
        """A part of what is traced here; nothing where nothing is."""
        ...

    def delivered(self, positions: Iterable[int]) -> None:
        """A stream has handed events to a client, for everyone whom it shares its work with."""
        ...
