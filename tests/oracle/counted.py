"""When the counters of accounts moved: what the views should have tallied, counted the obvious way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from domain.follows import AccountFollowed, AccountUnfollowed
from domain.log import Recorded
from domain.posts import PostEdited, PostRemoved, PostShared
from domain.restrictions import PostLifted, PostRestricted
from tests.oracle.naive import Truth

ABOUT_POSTS = (PostShared, PostEdited, PostRemoved, PostRestricted, PostLifted)


def account_tally(events: Iterable[Recorded]) -> list[tuple[Any, ...]]:
    """(account, bucket, followers, following, public posts) of each stretch of five minutes in which one moved."""
    truth, moved = Truth(), dict[tuple[UUID, int], list[int]]()
    for recorded in events:
        bucket = int(recorded.event.timestamp.timestamp()) // 300 * 300
        for account, place, more in _moves(truth, recorded):
            moved.setdefault((account, bucket), [0, 0, 0])[place] += more
    return [(*where, *counts) for where, counts in moved.items()]


def _moves(truth: Truth, recorded: Recorded) -> Iterator[tuple[UUID, int, int]]:
    event = recorded.event
    before = truth.public(event.subject)
    truth.see(recorded)
    match event:
        case AccountFollowed(actor=UUID() as actor) | AccountUnfollowed(actor=UUID() as actor):
            more = 1 if isinstance(event, AccountFollowed) else -1
            yield from ((event.subject, 0, more), (actor, 1, more))
        case _ if isinstance(event, ABOUT_POSTS) and truth.public(event.subject) != before:
            author = truth.posts[event.subject].event.actor
            assert author
            yield author, 2, -1 if before else 1
