"""The root fields of subscriptions."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import Annotated, Any, TypeVar

import strawberry

from api.ids import NodeKind, parse_id_of
from api.rankers import Order
from api.realtime import board, cases, exact, feeds, replays
from api.realtime import progress as renders
from api.realtime.live import StreamContext
from api.realtime.types import CaseDelta, FeedDelta, RenderProgress, TrendingBoard
from api.schema.events import LogEvent, wanted_topics
from api.schema.feeds import Feed
from api.schema.paging import First, wanted
from api.schema.replays import Replay
from api.schema.scalars import Position
from api.schema.trending import RankerName
from domain import text
from domain.errors import invalid
from projections.views.trending import Window

F = TypeVar("F", bound=Callable[..., object])

Info = strawberry.Info[StreamContext, None]
After = Annotated[Position | None, strawberry.argument(description="Resume after this position; now if left out.")]


def stream(description: str) -> Callable[[F], F]:
    """A subscription that a method resolves."""
    decorate: Any = strawberry.subscription(description=description)
    return decorate  # type: ignore[no-any-return]  # strawberry's decorator is untyped; it keeps the signature


@strawberry.type(
    description="What is pushed: over a WebSocket that speaks `graphql-transport-ws`, with `authorization` in its "
    "connection_init, or as `text/event-stream`. Each stream that takes `after` resumes from any position."
)
class Subscription:
    """Over WebSocket and server-sent events alike.

    Each gives its elements' generator instead of being one: so nothing of what it was asked with outlives the asking.
    """

    @stream("Frames while it renders, then the end. A late subscriber gets the latest frame at once.")
    def render_progress(
        self, info: Info, render_id: Annotated[strawberry.ID, strawberry.argument(description="The render.")]
    ) -> AsyncGenerator[RenderProgress, None]:
        """Of the viewer's own render."""
        return renders.progress(info.context, parse_id_of(NodeKind.RENDER, render_id))

    @stream("A replay of the viewer's own as it goes forward, until it has ended.")
    def replay_progress(
        self, info: Info, replay_id: Annotated[strawberry.ID, strawberry.argument(description="The replay.")]
    ) -> AsyncGenerator[Replay, None]:
        """How far it is, and then its result."""
        return replays.progress(info.context, parse_id_of(NodeKind.REPLAY, replay_id))

    @stream("A feed, converging: each delta holds the newest state of all that changed up to its position.")
    async def feed_changes(
        self,
        info: Info,
        feed: Annotated[Feed, strawberry.argument(description="Which.")] = Feed.LATEST,
        tag: Annotated[str | None, strawberry.argument(description="Only posts with this tag; of LATEST.")] = None,
        after: After = None,
    ) -> AsyncGenerator[FeedDelta, None]:
        """HOME needs a viewer."""
        start = await info.context.start(after)
        if feed is Feed.LATEST:
            return feeds.latest(info.context, text.tags([tag])[0] if tag is not None else None, start)
        if tag is not None:
            raise invalid("tag", "A tag narrows the feed LATEST only.")
        return feeds.home(info.context, start)

    @stream("One post, converging like a feed, until it is gone.")
    async def post_changes(
        self,
        info: Info,
        post_id: Annotated[strawberry.ID, strawberry.argument(description="The post.")],
        after: After = None,
    ) -> AsyncGenerator[FeedDelta, None]:
        """Of a post that the viewer may see."""
        post = parse_id_of(NodeKind.POST, post_id)
        return feeds.one_post(info.context, post, await info.context.start(after))

    @stream("Cases as they change, converging; it ends when one is no longer a moderator.")
    async def case_changes(self, info: Info, after: After = None) -> AsyncGenerator[CaseDelta, None]:
        """For moderators; NOT_FOUND for everyone else."""
        return cases.changes(info.context, await info.context.start(after))

    @stream("The board whenever it changed, at most four times a second.")
    def trending_board(
        self,
        info: Info,
        first: First,
        window: Annotated[Window, strawberry.argument(description="How far back.")] = Window.DAY,
        ranker: RankerName = None,
    ) -> AsyncGenerator[TrendingBoard, None]:
        """Of public posts."""
        return board.boards(info.context, window, Order(ranker), wanted(first))

    @stream("The public log, live and exact: from any position on, every public event once, in order.")
    async def events(
        self,
        info: Info,
        after: After = None,
        topics: Annotated[list[str] | None, strawberry.argument(description="Only events of these topics.")] = None,
    ) -> AsyncGenerator[LogEvent, None]:
        """As far as it may be seen now."""
        return exact.public_log(info.context, await info.context.start(after), wanted_topics(topics))
