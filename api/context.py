"""What an operation runs with: the services of the process, who asks, and what they see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from api.bearers import Bearers
from api.caller import Caller
from api.execution.trusted import Texts
from api.gate import Gate
from api.limits import Bill
from api.ports import (
    ApiKeys,
    Blobs,
    Credentials,
    Events,
    Keyring,
    Limits,
    Previews,
    Sessions,
    Snapshots,
    Spans,
    Tide,
)
from api.replays import Replays
from api.screening import Screening
from api.snapshot import Snapshot
from api.system import System
from domain.api_keys import ApiScope
from domain.errors import DomainError, ErrorCode
from domain.log import Log
from projections.history import History


@dataclass(frozen=True, slots=True)
class Services:
    """One of each per process; infra puts them together.

    secret  keys the digests of idempotent bodies; kept as long as the log
    """

    log: Log
    events: Events
    history: History
    snapshots: Snapshots
    tide: Tide
    keyring: Keyring
    previews: Previews
    blobs: Blobs
    sessions: Sessions
    api_keys: ApiKeys
    credentials: Credentials
    limits: Limits
    spans: Spans
    system: System
    replays: Replays
    texts: Texts
    secret: bytes
    screening: Screening = field(default_factory=Screening)

    @property
    def bearers(self) -> Bearers:
        """What tokens are worth."""
        return Bearers(self.sessions, self.api_keys)

    def snapshot(self, viewer: UUID | None) -> Snapshot:
        """A snapshot that is not open yet."""
        return Snapshot(self.snapshots, self.tide, viewer)

    @asynccontextmanager
    async def gate(self, caller: Caller) -> AsyncIterator[Gate]:
        """What who asks sees now, in a snapshot of its own that lasts as long as the block."""
        async with self.snapshot(caller.account) as snapshot:
            yield self.gate_in(snapshot, caller)

    def gate_in(self, snapshot: Snapshot, caller: Caller) -> Gate:
        """What who asks sees in a snapshot."""
        return Gate(snapshot, caller.account, self.keyring, in_office=caller.may(ApiScope.MODERATE))


@dataclass(frozen=True, slots=True)
class Keep:
    """What a page's cookie holds from now on: a session's token until it expires, or nothing."""

    token: str | None = None
    expires_at: datetime | None = None


NOBODY = Caller()


class Context:
    """Of one operation. Everything presented carries the gate it was read through.

    services  of the process
    caller    who asks
    viewer    the account that asks, None when nobody is signed in
    address   where it came from, for limits on rates only
    keep      what an operation of a page wants its cookie to hold; None where it does not change
    bill      what the operation cost, once it is paid; None where nobody pays for it
    """

    def __init__(self, services: Services, caller: Caller = NOBODY) -> None:
        self.services = services
        self.caller = caller
        self.viewer = caller.account
        self.address = caller.address
        self.keep: Keep | None = None
        self.bill: Bill | None = None
        self._gate: Gate | None = self._new_gate()

    @property
    def gate(self) -> Gate:
        """What they see, as of one position until it is asked to be fresh."""
        if self._gate is None:
            self._gate = self._new_gate()
        return self._gate

    async def fresh(self) -> Gate:
        """Read from now on as things are now. Mutations run one after the other, so nobody reads the old state."""
        await self.close()
        self._gate = self._new_gate()
        return self._gate

    def required_viewer(self) -> UUID:
        """The viewer; UNAUTHENTICATED when nobody is signed in."""
        if self.viewer is None:
            raise DomainError(ErrorCode.UNAUTHENTICATED, "Sign in first.")
        return self.viewer

    async def close(self) -> None:
        """Give back what was borrowed. Call it when the response is made."""
        if self._gate is not None:
            await self._gate.snapshot.close()

    def _new_gate(self) -> Gate:
        return self.services.gate_in(self.services.snapshot(self.viewer), self.caller)
