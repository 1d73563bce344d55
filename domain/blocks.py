"""Who wants to have nothing to do with whom."""

from __future__ import annotations

from uuid import UUID

from domain.errors import conflict
from domain.events import UNRECORDED, Audience, Event
from domain.follows import unfollowed
from domain.identity import relation_id
from domain.log import Append, Toggle


class AccountBlocked(Event):
    """The actor blocked the subject: neither sees anything of the other."""

    TOPIC = "account.blocked"
    AUDIENCE = Audience.NEVER


class AccountUnblocked(Event):
    """The actor took the block back."""

    TOPIC = "account.unblocked"
    AUDIENCE = Audience.NEVER


def block(actor: UUID, blocked: UUID) -> Append:
    """Block someone else. Whatever of the two follows the other does so no longer."""
    if actor == blocked:
        raise conflict("You cannot block yourself.", "accountId")
    ends = unfollowed(actor, blocked), unfollowed(blocked, actor)
    return Append(result=blocked, toggle=Toggle(_event(AccountBlocked, actor, blocked), on=True), ends=ends)


def unblock(actor: UUID, blocked: UUID) -> Append:
    """Take a block back. Who followed whom does not return with it."""
    return Append(result=blocked, toggle=Toggle(_event(AccountUnblocked, actor, blocked), on=False))


def _event(fact: type[Event], actor: UUID, blocked: UUID) -> Event:
    return fact(
        originator_id=relation_id("block", actor, blocked),
        originator_version=0,
        timestamp=UNRECORDED,
        actor=actor,
        subject=blocked,
    )
