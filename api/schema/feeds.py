"""Lists of posts: the latest, and those of people one follows."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from enum import Enum
from typing import Annotated
from uuid import UUID

import strawberry

from api.gate import Gate
from api.schema.fields import Info, field
from api.schema.paging import After, First, page
from api.schema.posts import PostConnection, connection_of
from api.schema.scalars import MinPosition
from domain import text
from domain.errors import invalid
from projections.connection import Connection
from projections.reading import Placed
from projections.views import lists, tags


@strawberry.enum(description="Which list of posts.")
class Feed(Enum):
    """By whose posts it holds."""

    HOME = strawberry.enum_value("HOME", description="Of those the viewer follows.")
    LATEST = strawberry.enum_value("LATEST", description="Everyone's public ones.")


@strawberry.type
class FeedQueries:
    """Reads of lists."""

    @field("The newest posts first, by when they were first public.")
    async def feed(
        self,
        info: Info,
        first: First,
        feed: Annotated[Feed, strawberry.argument(description="Which.")] = Feed.LATEST,
        tag: Annotated[str | None, strawberry.argument(description="Only posts with this tag; of LATEST.")] = None,
        after: After = None,
        min_position: MinPosition = None,
    ) -> PostConnection:
        """HOME needs a viewer."""
        gate = info.context.gate
        gate.snapshot.need(min_position or 0)
        if feed is Feed.HOME:
            return await _home(gate, info.context.required_viewer(), tag, first, after)
        return await _latest(gate, _tag(tag), first, after)


async def _latest(gate: Gate, tag: str | None, first: int, after: str | None) -> PostConnection:
    def skeleton(connection: Connection, place: int | None, limit: int) -> Awaitable[Sequence[Placed]]:
        if tag is None:
            return lists.latest(connection, place, limit)
        return tags.latest(connection, tag, place, limit)

    return connection_of(gate, await page(gate, f"latest:{tag or ''}", first, after, skeleton, gate.unmuted_posts))


async def _home(gate: Gate, viewer: UUID, tag: str | None, first: int, after: str | None) -> PostConnection:
    if tag is not None:
        raise invalid("tag", "A tag narrows the feed LATEST only.")
    listed = await page(
        gate,
        f"home:{viewer.hex}",
        first,
        after,
        lambda connection, place, limit: lists.home(connection, viewer, place, limit),
        gate.unmuted_posts,
    )
    return connection_of(gate, listed)


def _tag(tag: str | None) -> str | None:
    return text.tags([tag])[0] if tag is not None else None
