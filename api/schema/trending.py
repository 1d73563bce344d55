"""What is trending: boards, each ranked by a formula at one time and one position."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import strawberry

from api.cursors import decode, encode
from api.gate import Gate
from api.rankers import Order
from api.schema.asof import AsOfArgument, gate_at
from api.schema.fields import Info, field
from api.schema.paging import After, First, info, wanted
from api.schema.posts import Post, PostConnection, PostEdge, why
from api.schema.windows import Window
from domain.errors import DomainError, invalid
from projections.history import Timeline
from projections.rankers import Ranker
from projections.views import trending
from projections.views.trending import BOARD_DEPTH, Past, Ranked

STRETCHES = {
    Window.HOUR: "the last hour",
    Window.DAY: "the last day",
    Window.WEEK: "the last week",
    Window.ALL: "all time",
}

RankerName = Annotated[
    str | None,
    strawberry.argument(description="A ranker's name: hacker-news, decay@1, @ada/quick; decay if left out."),
]


@strawberry.type
class TrendingQueries:
    """Reads of boards."""

    @field("What is liked and talked about. Its pages are ranked when and where the first was, which cursors carry.")
    async def trending(
        self,
        info: Info,
        first: First,
        window: Annotated[Window, strawberry.argument(description="How far back.")] = Window.DAY,
        ranker: RankerName = None,
        formula: Annotated[
            str | None, strawberry.argument(description="Or a formula to try, which is not kept.")
        ] = None,
        after: After = None,
        as_of: AsOfArgument = None,
    ) -> PostConnection:
        """Of public posts."""
        gate, history = await gate_at(info.context, as_of), info.context.services.history
        order = Order(ranker, formula)
        if after is not None:
            return await _later_page(gate, history, window, order, first, after)
        if gate.until is None:
            return await board(gate, window, order, first)
        past = await trending.past(history, gate.until, await gate.snapshot.position())
        shown = Board(window, order, await order.ranker(gate), await gate.moment(), gate.until, past, then=True)
        return await _page(gate, shown, wanted(first))


@dataclass(frozen=True, slots=True)
class Board:
    """What all pages of a board have in common. `past` as in `trending.board`; `then`: posts are shown as they were."""

    window: Window
    order: Order
    ranker: Ranker
    ranked_at: datetime
    position: int
    past: Past | None = None
    then: bool = False

    def cursor(self, one: Ranked) -> str:
        """The place of a post on it."""
        listing = _listing(self.window, self.order, then=self.then)
        pinned = self.ranked_at.timestamp(), self.position
        return encode(listing, self.ranker.version, *pinned, float(one.score), one.position)

    def edge(self, one: Ranked, node: Post) -> PostEdge:
        """A post on it, and why it is there."""
        reason = f"Ranked by {self.ranker.name} over {STRETCHES[self.window]}."
        return PostEdge(cursor=self.cursor(one), node=node, why=why(reason, one.score, one.terms))


async def board(gate: Gate, window: Window, order: Order, first: int) -> PostConnection:
    """The first page of the board of now."""
    limit = wanted(first)
    position = await gate.snapshot.position()
    ranker = await order.ranker(gate)
    return await _page(gate, Board(window, order, ranker, await gate.moment(), position), limit)


async def _later_page(
    gate: Gate, history: Timeline, window: Window, order: Order, first: int, after: str
) -> PostConnection:
    """The page after a cursor, ranked when and where its board was."""
    limit, then = wanted(first), gate.until is not None
    listing = _listing(window, order, then=then)
    version, seconds, position, score, place = decode(listing, after, int, float, int, float, int)
    ranked_at, position = _time(seconds), int(position)
    if position < 1 or (then and position != gate.until):
        raise _broken()
    gate.snapshot.need(position)
    past = await trending.past(history, position, await gate.snapshot.position())
    shown = Board(window, order, await order.ranker(gate, int(version)), ranked_at, position, past, then)
    return await _page(gate, shown, limit, after, (float(score), int(place)))


async def _page(
    gate: Gate, shown: Board, limit: int, after: str | None = None, place: tuple[float, int] | None = None
) -> PostConnection:
    ranked = await gate.read(
        lambda connection: trending.board(
            connection, shown.window, shown.ranker, shown.ranked_at, BOARD_DEPTH, place, shown.past
        )
    )
    edges: list[PostEdge] = []
    looked = 0
    while len(edges) < limit and looked < len(ranked):  # a full page, whomever the viewer does not want to see
        next_ones = ranked[looked : looked + limit - len(edges)]
        rows = await gate.discovered_posts([one.id for one in next_ones])
        edges += [shown.edge(one, Post(row=row, gate=gate)) for one, row in zip(next_ones, rows, strict=True) if row]
        looked += len(next_ones)
    end = shown.cursor(ranked[looked - 1]) if looked else None
    places = [(edge.cursor, edge.node) for edge in edges]
    return PostConnection(gate=gate, edges=edges, page_info=info(places, end, more=looked < len(ranked), after=after))


def _listing(window: Window, order: Order, *, then: bool) -> str:
    return f"{'then' if then else 'trending'}:{window}:{order.key}"


def _time(seconds: float | int | str) -> datetime:
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        raise _broken() from None


def _broken() -> DomainError:
    return invalid("after", "This cursor is not one of this list's. Begin again without one.")
