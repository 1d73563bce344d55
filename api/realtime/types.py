"""What streams are made of, as clients see it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import strawberry

from api.realtime.cohorts import Shared
from api.schema.cases import Case
from api.schema.enums import show
from api.schema.posts import Post, PostEdge
from api.schema.renders import Render
from api.schema.scalars import Position


class ChangeKind(StrEnum):
    """What became of a post, for who already has the feed."""

    ADDED = "ADDED"
    UPDATED = "UPDATED"
    REMOVED = "REMOVED"


show(
    ChangeKind,
    "What became of a post, for who already has the feed.",
    ADDED="It came into the list.",
    UPDATED="It is otherwise than before.",
    REMOVED="It left the list.",
)


@strawberry.type(description="One post that changed.")
class PostChange:
    """Of a delta."""

    author: strawberry.Private[UUID | None]
    kind: ChangeKind = strawberry.field(description="Whether it came, changed or went.")
    post_id: strawberry.ID = strawberry.field(description="The post's id.")
    post: Post | None = strawberry.field(description="Its newest state; null once it is gone.")


@strawberry.type
class Delta(Shared):
    """After it, the client's set equals the query at that position. Its subclasses say of what."""

    position: Position = strawberry.field(description="Resume after this.")
    reset: bool = strawberry.field(
        description="Run the query again and go on from this position: too much changed to be told, such as more than "
        "500 posts, whom the viewer blocks, mutes or follows, or a role."
    )
    changes: strawberry.Private[list[Any]]


@strawberry.type(
    description="All that changed up to a position, as one unit. The first one of a stream without `after` holds no "
    "changes and says where it begins; others also tell of posts that stand further down than a client has read."
)
class FeedDelta(Delta):
    """Of posts."""

    changes: list[PostChange] = strawberry.field(
        description="The newest state of each post that changed, the last changed last. The latest feed is ordered by "
        "`publishedAt`."
    )


@strawberry.type(description="One case that changed.")
class CaseChange:
    """Of a delta."""

    kind: ChangeKind = strawberry.field(description="ADDED where it was opened, else UPDATED.")
    case_id: strawberry.ID = strawberry.field(description="The case's id.")
    case: Case = strawberry.field(description="Its newest state; it leaves a list with its status.")


@strawberry.type(description="All cases that changed up to a position, as one unit.")
class CaseDelta(Delta):
    """Of cases."""

    changes: list[CaseChange] = strawberry.field(description="The newest state of each case that changed.")


@strawberry.type(description="A trending board.")
class TrendingBoard(Shared):
    """Whole each time."""

    whole = True
    position: Position = strawberry.field(description="Where in the log it was read.")
    ranked_at: datetime = strawberry.field(description="The time it was ranked for.")
    edges: list[PostEdge] = strawberry.field(description="The posts, best first.")


@strawberry.type(description="How far a render is.")
class RenderProgress:
    """A frame."""

    render: Render = strawberry.field(description="The render as it is now.")
    step: int = strawberry.field(description="Steps done.")
    steps: int = strawberry.field(description="Steps in all.")
    preview: str | None = strawberry.field(description="The unfinished picture as a data URI, where there is one.")
    eta_seconds: float | None = strawberry.field(description="Seconds left, where that is known.")
