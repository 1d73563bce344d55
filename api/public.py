"""What the public log tells of posts: what everyone could see when it happened, and sees now."""

from __future__ import annotations

from collections.abc import Container
from uuid import UUID

from domain.events import Event
from domain.log import Recorded
from domain.posts import PostEdited, PostRemoved, PostShared, Visibility
from domain.restrictions import PostRestricted
from projections.views.posts import PostRow

ABOUT_POSTS = ("post.", "comment.")
"""How topics begin whose subject is a post."""


def is_public(post: PostRow) -> bool:
    """Whether everyone sees a post, in lists too."""
    return post.visibility == Visibility.PUBLIC and not post.hidden


def was_public(event: Event) -> bool:
    """Whether everyone saw what an event says of a post."""
    return not isinstance(event, PostShared | PostEdited) or event.visibility == Visibility.PUBLIC


def tells_of_public(row: Recorded, listed: Container[UUID]) -> bool:
    """Whether a public event is to be told, while these posts are public of those that events are about."""
    match row.event:
        case PostRemoved():
            return row.event.was_public  # so that who keeps a copy learns to drop it
        case PostEdited() | PostRestricted() if row.event.publicly < 0:
            return True  # the same
        case event if event.TOPIC.startswith(ABOUT_POSTS):
            return event.subject in listed and was_public(event)
        case _:
            return True
