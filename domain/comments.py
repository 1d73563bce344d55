"""What people say under a post."""

from __future__ import annotations

from uuid import UUID

from domain.events import UNRECORDED, Audience, Event
from domain.log import Append, Toggle


class PostCommented(Event):
    """The actor commented on the post `subject`; the comment's own stream is its id."""

    TOPIC = "post.commented"
    AUDIENCE = Audience.PUBLIC
    PUBLIC_FIELDS = ("comment", "reply_to")

    comment: UUID
    author: UUID
    """of the post"""
    reply_to: UUID | None
    sealed: bytes | None
    """text"""


class CommentRemoved(Event):
    """The actor took the comment away, who wrote it or the post `subject` it stood under. What answered it stays."""

    TOPIC = "comment.removed"
    AUDIENCE = Audience.PUBLIC
    PUBLIC_FIELDS = ("comment",)

    comment: UUID


def comment(actor: UUID, post: UUID, author: UUID, comment_id: UUID, reply_to: UUID | None, sealed: bytes) -> Append:
    """Say something under a post, or in reply to a comment under it."""
    event = PostCommented(
        originator_id=comment_id,
        originator_version=1,
        timestamp=UNRECORDED,
        actor=actor,
        subject=post,
        comment=comment_id,
        author=author,
        reply_to=reply_to,
        sealed=sealed,
    )
    return Append(result=comment_id, events=(event,))


def remove(actor: UUID, post: UUID, comment_id: UUID) -> Append:
    """Take a comment away, for good: its stream has one event while it stands. A second time appends nothing."""
    event = CommentRemoved(
        originator_id=comment_id,
        originator_version=0,
        timestamp=UNRECORDED,
        actor=actor,
        subject=post,
        comment=comment_id,
    )
    return Append(result=comment_id, toggle=Toggle(event, on=False))
