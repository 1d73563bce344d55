"""What the views should hold, folded the slow and obvious way: one event after the other into dicts.

Written from the meaning of the events and on purpose without a line of `projections`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.accounts import AccountEdited, AccountRegistered
from domain.api_keys import ApiKeyMade, ApiKeyRevoked
from domain.blocks import AccountBlocked, AccountUnblocked
from domain.comments import CommentRemoved, PostCommented
from domain.flags import Flagged
from domain.follows import AccountFollowed, AccountUnfollowed
from domain.log import Recorded
from domain.mutes import AccountMuted, AccountUnmuted
from domain.posts import PostEdited, PostRemoved, PostShared
from domain.rankers import RankerDefined, RankerWithdrawn
from domain.reactions import PostLiked, PostUnliked
from domain.renders import ImageRendered, PromptRefused, PromptSubmitted, RenderCancelled, RenderFailed, RenderStarted
from domain.restrictions import (
    AccountLifted,
    AccountRestricted,
    CommentLifted,
    CommentRestricted,
    PostLifted,
    PostRestricted,
)
from domain.roles import RoleGranted, RoleRevoked
from domain.screening import RuleSet, RuleWithdrawn
from tests.oracle.moderation import Moderation

Facts = dict[str, Any]


@dataclass
class Truth:
    """The whole world after some events."""

    accounts: dict[UUID, AccountRegistered] = field(default_factory=dict)
    profiles: dict[UUID, bytes | None] = field(default_factory=dict)
    roles: dict[tuple[UUID, str], int] = field(default_factory=dict)
    role_turns: dict[UUID, int] = field(default_factory=dict)
    api_keys: dict[UUID, tuple[Recorded, datetime | None]] = field(default_factory=dict)
    follows: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    blocks: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    block_turns: dict[UUID, int] = field(default_factory=dict)
    mute_turns: dict[UUID, int] = field(default_factory=dict)
    mutes: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    rules: dict[str, tuple[Recorded, Recorded]] = field(default_factory=dict)
    rankers: list[Recorded] = field(default_factory=list)
    renders: dict[UUID, Facts] = field(default_factory=dict)
    posts: dict[UUID, Recorded] = field(default_factory=dict)
    said_of: dict[UUID, list[tuple[int, PostShared | PostEdited]]] = field(default_factory=dict)
    removed: dict[UUID, int] = field(default_factory=dict)
    likes: dict[tuple[UUID, UUID], int] = field(default_factory=dict)
    comments: dict[UUID, Recorded] = field(default_factory=dict)
    gone: set[UUID] = field(default_factory=set)
    flags: dict[tuple[UUID, UUID], Recorded] = field(default_factory=dict)
    moderation: Moderation = field(default_factory=Moderation)
    hiding: dict[UUID, set[UUID]] = field(default_factory=dict)
    turned: dict[UUID, int] = field(default_factory=dict)
    touched: dict[UUID, int] = field(default_factory=dict)
    gained: Counter[tuple[int, UUID]] = field(default_factory=Counter)
    lost: Counter[tuple[int, UUID]] = field(default_factory=Counter)
    said: Counter[tuple[int, UUID]] = field(default_factory=Counter)
    unsaid: Counter[tuple[int, UUID]] = field(default_factory=Counter)

    def see(self, recorded: Recorded) -> None:
        """One event more."""
        position, event = recorded.position, recorded.event
        self.moderation.see(recorded)
        bucket = (int(event.timestamp.timestamp()) // 300 * 300, event.subject)
        match event:
            case AccountRegistered() | AccountEdited() | RoleGranted() | RoleRevoked():
                self._see_account(position, event)
            case AccountFollowed() | AccountUnfollowed():
                self._see_tie(recorded)
            case AccountBlocked() | AccountUnblocked() | AccountMuted() | AccountUnmuted():
                self._see_tie(recorded)
            case PostShared() | PostEdited() | PostRemoved() | PostRestricted() | PostLifted():
                self._see_post(recorded, event)
            case AccountRestricted() | AccountLifted() | CommentRestricted() | CommentLifted():
                self._see_lesser(position, event)
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
            case CommentRemoved():
                self.gone.add(event.comment)
                self.unsaid[bucket] += 1
                self.touched[event.subject] = position
            case Flagged(actor=UUID() as actor):
                self.flags[actor, event.subject] = recorded
            case ApiKeyMade() | ApiKeyRevoked() | RuleSet() | RuleWithdrawn() | RankerDefined() | RankerWithdrawn():
                self._see_said(recorded, event)
            case _:
                self._see_render(recorded)

    def _see_said(
        self,
        recorded: Recorded,
        event: ApiKeyMade | ApiKeyRevoked | RuleSet | RuleWithdrawn | RankerDefined | RankerWithdrawn,
    ) -> None:
        if isinstance(event, ApiKeyMade):
            self.api_keys[event.subject] = recorded, None
        elif isinstance(event, ApiKeyRevoked):
            self.api_keys[event.subject] = self.api_keys[event.subject][0], event.timestamp
        elif isinstance(event, RankerDefined | RankerWithdrawn):
            self.rankers.append(recorded)
        else:
            self.rules[event.name] = (
                recorded if isinstance(event, RuleSet) else self.rules[event.name][0],
                recorded,
            )

    def _see_tie(self, recorded: Recorded) -> None:
        event = recorded.event
        assert event.actor is not None
        if isinstance(event, AccountBlocked | AccountUnblocked):
            self.block_turns[event.actor] = self.block_turns[event.subject] = recorded.position
        elif isinstance(event, AccountMuted | AccountUnmuted):
            self.mute_turns[event.actor] = recorded.position
        match event:
            case AccountFollowed():
                self.follows[event.actor, event.subject] = recorded.position
            case AccountUnfollowed():
                del self.follows[event.actor, event.subject]
            case AccountBlocked():
                self.blocks[event.actor, event.subject] = recorded.position
            case AccountUnblocked():
                del self.blocks[event.actor, event.subject]
            case AccountMuted():
                self.mutes[event.actor, event.subject] = recorded.position
            case _:
                del self.mutes[event.actor, event.subject]

    def public(self, post: UUID) -> bool:
        """Whether everyone sees a post now."""
        shown = post in self.posts and post not in self.removed and not self.hiding.get(post)
        return shown and self.said_of[post][-1][1].visibility == "PUBLIC"

    def _see_account(self, position: int, event: AccountRegistered | AccountEdited | RoleGranted | RoleRevoked) -> None:
        match event:
            case AccountRegistered():
                self.accounts[event.subject] = event
                self.profiles[event.subject] = event.sealed
            case AccountEdited():
                self.profiles[event.subject] = event.sealed
            case RoleGranted():
                self.roles[event.subject, event.role] = self.role_turns[event.subject] = position
            case RoleRevoked():
                self.role_turns[event.subject] = position
                del self.roles[event.subject, event.role]

    def _see_post(
        self, recorded: Recorded, event: PostShared | PostEdited | PostRemoved | PostRestricted | PostLifted
    ) -> None:
        post, position, before = event.subject, recorded.position, self.public(event.subject)
        match event:
            case PostShared():
                self.posts[post] = recorded
                self.said_of[post] = [(position, event)]
            case PostEdited():
                self.said_of[post].append((position, event))
            case PostRemoved():
                self.removed[post] = position
            case PostRestricted() | PostLifted():
                self._see_restriction(position, event)
        self.touched[post] = position
        shared = self.posts[post].event
        assert isinstance(shared, PostShared)
        if shared.remix_of and self.public(post) != before:
            self.touched[shared.remix_of] = position

    def _see_lesser(
        self, position: int, event: AccountRestricted | AccountLifted | CommentRestricted | CommentLifted
    ) -> None:
        if isinstance(event, CommentRestricted | CommentLifted):
            self.touched[event.subject] = position
        elif event.restriction == "LIMIT":
            self.turned[event.subject] = position

    def _see_restriction(self, position: int, event: PostRestricted | PostLifted) -> None:
        if event.restriction == "REMOVE":
            hiding = self.hiding.setdefault(event.subject, set())
            hiding ^= {event.decision}
        if event.restriction in {"LIMIT", "REMOVE"}:
            self.turned[event.subject] = position

    def _see_render(self, recorded: Recorded) -> None:
        event, at = recorded.event, recorded.event.timestamp
        match event:
            case PromptSubmitted():
                self.renders[event.subject] = {"asked": recorded, "status": "QUEUED", "since": at, "attempts": 0}
            case PromptRefused():
                self.renders[event.subject] = {"asked": recorded, "status": "REFUSED", "since": at, "attempts": 0}
                self.renders[event.subject] |= {"end": at, "reason": "REFUSED_BY_POLICY"}
            case RenderStarted():
                self.renders[event.subject] |= {
                    "status": "RUNNING",
                    "since": at,
                    "attempts": event.attempt,
                    "began": at,
                }
            case ImageRendered():
                self.renders[event.subject] |= {"status": "DONE", "since": at, "end": at, "picture": event}
            case RenderFailed():
                self.renders[event.subject] |= {"status": "FAILED", "since": at, "end": at, "reason": event.reason}
            case RenderCancelled():
                self.renders[event.subject] |= {"status": "CANCELLED", "since": at, "end": at}
