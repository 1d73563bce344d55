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
    return _toggle(AccountFollowed, follower, followed, on=True)


def unfollow(follower: UUID, followed: UUID) -> Append:
    """Stop following."""
    return _toggle(AccountUnfollowed, follower, followed, on=False)


def _toggle(fact: type[Event], follower: UUID, followed: UUID, *, on: bool) -> Append:
    event = fact(
        originator_id=relation_id("follow", follower, followed),
        originator_version=0,
        timestamp=UNRECORDED,
        actor=follower,
        subject=followed,
    )
    return Append(result=followed, toggle=Toggle(event, on))
