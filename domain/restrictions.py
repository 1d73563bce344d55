"""What decisions of moderators do to things: each restriction adds one to its kind, its reversal takes one away.

The facts stand on the stream of the thing itself, in one order with all that its author does to it. They name no
moderator: who decided is told by the case, to moderators alone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from domain.events import UNRECORDED, Audience, Event
from domain.flags import Flaggable


class Restriction(StrEnum):
    """How a thing is shown otherwise than its author wants."""

    LABEL = "LABEL"
    BLUR = "BLUR"
    LIMIT = "LIMIT"
    REMOVE = "REMOVE"


class Measure(NamedTuple):
    """A decision as it bears on its thing. `label`: what LABEL and BLUR say of it."""

    decision: UUID
    restriction: Restriction
    label: str | None


class Restricted(Event):
    """A decision on a thing of `author`'s begins to stand."""

    AUDIENCE = Audience.PUBLIC
    PUBLIC_FIELDS: ClassVar[tuple[str, ...]] = ("restriction", "label")

    decision: UUID
    author: UUID
    restriction: str
    label: str | None

    more: ClassVar[int] = 1
    """By how much the restrictions of this kind are counted up."""

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        aggregate.restrictions[self.decision] = Measure(self.decision, Restriction(self.restriction), self.label)


class Lifted(Restricted):
    """It no longer stands."""

    more = -1

    def apply(self, aggregate: Any) -> None:
        """Fold."""
        del aggregate.restrictions[self.decision]


class PostRestricted(Restricted):
    """Of the post `subject`."""

    TOPIC = "post.restricted"
    AUDIENCE = Audience.PUBLIC

    remix_of: UUID | None
    publicly: int
    """how many posts more everyone sees with it: -1 or 0"""


class PostLifted(Lifted):
    """Of the post `subject`."""

    TOPIC = "post.lifted"
    AUDIENCE = Audience.PUBLIC

    remix_of: UUID | None
    publicly: int
    """0 or 1"""


class CommentRestricted(Restricted):
    """Of a comment under the post `subject`. Its stream is the decision's, as a comment's own is a toggle."""

    TOPIC = "comment.restricted"
    AUDIENCE = Audience.PUBLIC
    PUBLIC_FIELDS = ("comment", "restriction", "label")

    comment: UUID


class CommentLifted(Lifted):
    """Of a comment under the post `subject`."""

    TOPIC = "comment.lifted"
    AUDIENCE = Audience.PUBLIC
    PUBLIC_FIELDS = ("comment", "restriction", "label")

    comment: UUID


class AccountRestricted(Restricted):
    """Of an account."""

    TOPIC = "account.restricted"
    AUDIENCE = Audience.PUBLIC


class AccountLifted(Lifted):
    """Of an account."""

    TOPIC = "account.lifted"
    AUDIENCE = Audience.PUBLIC


def restrict_comment(about: Flaggable, measure: Measure) -> Event:
    """A decision on a comment begins to stand."""
    return _of_comment(CommentRestricted, 1, about, measure)


def lift_comment(about: Flaggable, measure: Measure) -> Event:
    """A decision on a comment no longer stands."""
    return _of_comment(CommentLifted, 2, about, measure)


def _of_comment(
    fact: type[CommentRestricted | CommentLifted], version: int, about: Flaggable, measure: Measure
) -> Event:
    assert about.post is not None, "a comment stands under a post"
    return fact(
        originator_id=measure.decision,
        originator_version=version,
        timestamp=UNRECORDED,
        actor=None,
        subject=about.post,
        decision=measure.decision,
        author=about.author,
        restriction=measure.restriction.value,
        label=measure.label,
        comment=about.id,
    )
