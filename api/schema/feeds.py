"""Lists of posts: the latest, those of people one follows, and what is trending."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from typing import Annotated
from uuid import UUID

import strawberry

from api.cursors import decode, encode
from api.gate import Gate
from api.schema.fields import Info, field
from api.schema.paging import After, First, info, page, wanted
from api.schema.posts import Post, PostConnection, PostEdge, connection_of, why
from api.schema.scalars import MinPosition
from domain import text
from domain.errors import invalid
from projections.rankers import RANKERS
from projections.rankers import Ranker as Formula
from projections.views import posts, trending
from projections.views.trending import Ranked, Window

strawberry.enum(Window, description="How far back a board looks.")
DEFAULT_RANKER = next(iter(RANKERS))

RankerName = Annotated[str | None, strawberry.argument(description="A ranker's name; decay if left out.")]


@strawberry.enum(description="Which list of posts.")
class Feed(Enum):
    """By whose posts it holds."""

    HOME = strawberry.enum_value("HOME", description="Of those the viewer follows.")
    LATEST = strawberry.enum_value("LATEST", description="Everyone's public ones.")


@strawberry.type(description="A formula that orders posts, over whole numbers and age.")
class Ranker:
    """Named and versioned."""

    name: str = strawberry.field(description="Its name.")
    version: int = strawberry.field(description="Its version; a changed formula has another.")
    description: str = strawberry.field(description="What it favours.")
    formula: str = strawberry.field(description="How the terms give the score.")


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

    @field("What is liked and talked about. Its pages are ranked at the time that the first was, which cursors carry.")
    async def trending(
        self,
        info: Info,
        first: First,
        window: Annotated[Window, strawberry.argument(description="How far back.")] = Window.DAY,
        ranker: RankerName = None,
        after: After = None,
    ) -> PostConnection:
        """Of public posts."""
        return await board(info.context.gate, window, formula(ranker), first, after)

    @field("The rankers there are; the first is the default.")
    def rankers(self) -> list[Ranker]:
        """The same for ever, by name and version."""
        return [
            Ranker(name=one.name, version=one.version, description=one.description, formula=one.formula)
            for one in RANKERS.values()
        ]


def formula(name: str | None) -> Formula:
    """The ranker under a name; INVALID for another."""
    found = RANKERS.get(DEFAULT_RANKER if name is None else name)
    if found is None:
        raise invalid("ranker", f"There is no such ranker. Choose one of: {', '.join(RANKERS)}.")
    return found


async def board(
    gate: Gate,
    window: Window,
    ranker: Formula,
    first: int,
    after: str | None = None,
    ranked_at: datetime | None = None,
) -> PostConnection:
    """A page of the trending board, ranked at the cursor's time, at `ranked_at`, or now."""
    limit, listing = wanted(first), f"trending:{window}:{ranker.name}:{ranker.version}"
    at, place = ranked_at or datetime.now(UTC), None
    if after is not None:
        seconds, seen, score, position = decode(listing, after, float, int, float, int)
        gate.snapshot.need(int(seen))
        at, place = _time(seconds), (float(score), int(position))
    ranked = await gate.read(lambda connection: trending.board(connection, window, ranker, at, limit + 1, place))
    rows, shown_at = await gate.posts([one.id for one in ranked[:limit]]), await gate.snapshot.position()

    def cursor(one: Ranked) -> str:
        return encode(listing, at.timestamp(), shown_at, float(one.score), one.position)

    edges = [
        PostEdge(
            cursor=cursor(one),
            node=Post(row=row, gate=gate),
            why=why(f"{ranker.name} over {window.lower()}", one.score, one.terms),
        )
        for one, row in zip(ranked, rows, strict=False)
        if row
    ]
    end = cursor(ranked[:limit][-1]) if ranked else None
    places = [(edge.cursor, edge.node) for edge in edges]
    return PostConnection(edges=edges, page_info=info(places, end, more=len(ranked) > limit, after=after))


async def _latest(gate: Gate, tag: str | None, first: int, after: str | None) -> PostConnection:
    listed = await page(
        gate,
        f"latest:{tag or ''}",
        first,
        after,
        lambda connection, place, limit: posts.latest(connection, place, limit, tag),
        gate.posts,
    )
    return connection_of(gate, listed)


async def _home(gate: Gate, viewer: UUID, tag: str | None, first: int, after: str | None) -> PostConnection:
    if tag is not None:
        raise invalid("tag", "A tag narrows the feed LATEST only.")
    listed = await page(
        gate,
        f"home:{viewer.hex}",
        first,
        after,
        lambda connection, place, limit: posts.home(connection, viewer, place, limit),
        gate.posts,
    )
    return connection_of(gate, listed)


def _tag(tag: str | None) -> str | None:
    return text.tags([tag])[0] if tag is not None else None


def _time(seconds: float | int | str) -> datetime:
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise invalid("after", "This cursor is not one of this list's. Begin again without one.") from None
