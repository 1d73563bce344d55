"""Who follows whom."""

from __future__ import annotations

from uuid import UUID

from domain.errors import conflict
from domain.events import UNRECORDED, Audience, Event
from domain.identity import relation_id
from domain.log import Append, Toggle


class AccountFollowed(Event):
    """The actor began to follow the subject."""

    TOPIC = "account.followed"
    AUDIENCE = Audience.PUBLIC


class AccountUnfollowed(Event):
    """The actor stopped following the subject."""

    TOPIC = "account.unfollowed"
    AUDIENCE = Audience.PUBLIC


def follow(follower: UUID, followed: UUID) -> Append:
    """Follow someone else."""
    if follower == followed:
        raise conflict("You cannot follow yourself.", "accountId")
    return Append(result=followed, toggle=Toggle(_event(AccountFollowed, follower, followed), on=True))


def unfollow(follower: UUID, followed: UUID) -> Append:
    """Stop following."""
    return Append(result=followed, toggle=Toggle(unfollowed(follower, followed), on=False))


def unfollowed(follower: UUID, followed: UUID) -> Event:
    """The end of a follow, be it by what its follower wants or by a block."""
    return _event(AccountUnfollowed, follower, followed)


def _event(fact: type[Event], follower: UUID, followed: UUID) -> Event:
    return fact(
        originator_id=relation_id("follow", follower, followed),
        originator_version=0,
        timestamp=UNRECORDED,
        actor=follower,
        subject=followed,
    )
