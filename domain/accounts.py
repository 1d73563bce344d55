"""People: their account, and the handle that is theirs alone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from domain.errors import not_found
from domain.events import UNRECORDED, Aggregate, Audience, Created, Event
from domain.identity import handle_id
from domain.log import Append
from domain.restrictions import AccountLifted, AccountRestricted, Measure


class AccountRegistered(Created):
    """A person joined."""

    TOPIC = "account.registered"
    AUDIENCE = Audience.PUBLIC
    PUBLIC_FIELDS = ("handle",)

    handle: str
    sealed: bytes | None
    """display_name"""


class AccountEdited(Event):
    """They say otherwise of themselves."""

    TOPIC = "account.edited"
    AUDIENCE = Audience.PUBLIC

    sealed: bytes | None
    """display_name, bio"""

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.sealed = self.sealed


class HandleReserved(Event):
    """A handle was taken. Its stream is the handle's own, so a second taker conflicts."""

    TOPIC = "handle.reserved"


class Account(Aggregate):
    """A person."""

    TOPIC = "account"

    def __init__(self, handle: str, sealed: bytes | None) -> None:
        self.handle = handle
        self.sealed = sealed
        self.restrictions: dict[UUID, Measure] = {}

    def edit(self, actor: UUID, sealed: bytes) -> None:
        """Say otherwise of oneself."""
        if actor != self.id:
            raise not_found()
        self.trigger_event(AccountEdited, actor=actor, subject=self.id, sealed=sealed)

    def restrict(self, measure: Measure) -> None:
        """A decision begins to stand."""
        self._bear(AccountRestricted, measure)

    def lift(self, measure: Measure) -> None:
        """A decision no longer stands."""
        self._bear(AccountLifted, measure)

    def _bear(self, fact: type[AccountRestricted | AccountLifted], measure: Measure) -> None:
        self.trigger_event(
            fact,
            actor=None,
            subject=self.id,
            decision=measure.decision,
            author=self.id,
            restriction=measure.restriction.value,
            label=measure.label,
        )


def register(account: UUID, handle: str, sealed: bytes) -> Append:
    """Join under a handle; Conflict if it is taken. `handle` is normalised (`domain.text.handle`)."""
    registered = AccountRegistered(
        originator_id=account,
        originator_version=1,
        timestamp=UNRECORDED,
        originator_topic=Account.TOPIC,
        actor=account,
        subject=account,
        handle=handle,
        sealed=sealed,
    )
    reserved = HandleReserved(
        originator_id=handle_id(handle),
        originator_version=1,
        timestamp=UNRECORDED,
        actor=account,
        subject=account,
    )
    return Append(result=account, events=(reserved, registered))
