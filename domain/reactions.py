"""Likes."""

from __future__ import annotations

from uuid import UUID

from domain.events import UNRECORDED, Audience, Event
from domain.identity import relation_id
from domain.log import Append, Toggle


class PostLiked(Event):
    """The actor likes the post `subject`, made by `author`."""

    TOPIC = "post.liked"
    AUDIENCE = Audience.PUBLIC

    author: UUID


class PostUnliked(Event):
    """The actor no longer likes the post."""

    TOPIC = "post.unliked"
    AUDIENCE = Audience.PUBLIC

    author: UUID


def like(actor: UUID, post: UUID, author: UUID) -> Append:
    """Like a post; liking it again appends nothing."""
    return _toggle(PostLiked, actor, post, author, on=True)


def unlike(actor: UUID, post: UUID, author: UUID) -> Append:
    """Take a like back; without one nothing is appended."""
    return _toggle(PostUnliked, actor, post, author, on=False)


def _toggle(fact: type[PostLiked | PostUnliked], actor: UUID, post: UUID, author: UUID, *, on: bool) -> Append:
    event = fact(
        originator_id=relation_id("like", actor, post),
        originator_version=0,
        timestamp=UNRECORDED,
        actor=actor,
        subject=post,
        author=author,
    )
    return Append(result=post, toggle=Toggle(event, on))
