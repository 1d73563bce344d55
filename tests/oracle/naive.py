"""What the views should hold, folded the slow and obvious way: one event after the other into dicts.

Written from the meaning of the events and on purpose without a line of `projections`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain.accounts import AccountRegistered
from domain.comments import PostCommented
from domain.flags import Flagged
from domain.follows import AccountFollowed, AccountUnfollowed
from domain.log import Recorded
from domain.posts import PostRemoved, PostShared
from domain.reactions import PostLiked, PostUnliked
from domain.renders import ImageRendered, PromptSubmitted, RenderCancelled, RenderFailed, RenderStarted

Facts = dict[str, Any]


@dataclass
class Truth:
    """The whole world after some events."""

    accounts: dict[UUID, AccountRegistered] = field(default_factory=dict)
    follows: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    renders: dict[UUID, Facts] = field(default_factory=dict)
    posts: dict[UUID, Recorded] = field(default_factory=dict)
    removed: set[UUID] = field(default_factory=set)
    likes: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    comments: dict[UUID, Recorded] = field(default_factory=dict)
    flags: dict[tuple[UUID, UUID], Recorded] = field(default_factory=dict)
    touched: dict[UUID, int] = field(default_factory=dict)
    gained: Counter[tuple[int, UUID]] = field(default_factory=Counter)
    lost: Counter[tuple[int, UUID]] = field(default_factory=Counter)
    said: Counter[tuple[int, UUID]] = field(default_factory=Counter)

    def see(self, recorded: Recorded) -> None:
        """One event more."""
        position, event = recorded.position, recorded.event
        bucket = (int(event.timestamp.timestamp()) // 300 * 300, event.subject)
        match event:
            case AccountRegistered():
                self.accounts[event.subject] = event
            case AccountFollowed(actor=UUID() as actor):
                self.follows[actor, event.subject] = position
            case AccountUnfollowed(actor=UUID() as actor):
                del self.follows[actor, event.subject]
            case PostShared() | PostRemoved():
                self._see_post(recorded, event)
            case PostLiked(actor=UUID() as actor):
                self.likes[actor, event.subject] = position
                self.gained[bucket] += 1
                self.touched[event.subject] = position
            case PostUnliked(actor=UUID() as actor):
                del self.likes[actor, event.subject]
                self.lost[bucket] += 1
                self.touched[event.subject] = position
            case PostCommented():
                self.comments[event.comment] = recorded
                self.said[bucket] += 1
                self.touched[event.subject] = position
            case Flagged(actor=UUID() as actor):
                self.flags[actor, event.subject] = recorded
            case _:
                self._see_render(recorded)

    def _see_post(self, recorded: Recorded, event: PostShared | PostRemoved) -> None:
        if isinstance(event, PostShared):
            self.posts[event.subject] = recorded
        else:
            self.removed.add(event.subject)
        self.touched[event.subject] = recorded.position
        shared = self.posts[event.subject].event
        assert isinstance(shared, PostShared)
        if shared.remix_of and shared.visibility == "PUBLIC":
            self.touched[shared.remix_of] = recorded.position

    def _see_render(self, recorded: Recorded) -> None:
        event, at = recorded.event, recorded.event.timestamp
        match event:
            case PromptSubmitted():
                self.renders[event.subject] = {"asked": recorded, "status": "QUEUED", "since": at, "attempts": 0}
            case RenderStarted():
                self.renders[event.subject] |= {"status": "RUNNING", "since": at, "attempts": event.attempt}
            case ImageRendered():
                self.renders[event.subject] |= {"status": "DONE", "since": at, "end": at, "picture": event}
            case RenderFailed():
                self.renders[event.subject] |= {"status": "FAILED", "since": at, "end": at, "reason": event.reason}
            case RenderCancelled():
                self.renders[event.subject] |= {"status": "CANCELLED", "since": at, "end": at}
