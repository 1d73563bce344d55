"""The trending board, whenever it changed: because something happened, or because time passed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

from api.realtime.feeds import POST_EVENTS
from api.realtime.live import StreamContext
from api.realtime.types import TrendingBoard
from api.schema.scalars import Position
from api.schema.trending import board
from projections.rankers import Ranker
from projections.views.trending import Window

State = list[tuple[UUID, int]]

PACE_SECONDS = 0.25
"""Between two boards, at least."""
DRIFT_SECONDS = 15.0
"""Scores fall with age: so long without an event the board is ranked again."""


async def boards(
    context: StreamContext, window: Window, ranker: Ranker, first: int
) -> AsyncGenerator[TrendingBoard, None]:
    """The first board at once, then each that differs from the one before in its posts, their order or their state."""
    told: State | None = None
    while True:
        shown = await _board(context, window, ranker, first, told)
        context.position = shown.position
        if _state(shown) != told:
            told = _state(shown)
            try:
                yield shown
            finally:
                shown.abandon()
        else:
            shown.answered(shown.message, personal=False)
            await context.close()
        await asyncio.sleep(PACE_SECONDS)
        with suppress(TimeoutError):
            async with asyncio.timeout(DRIFT_SECONDS):
                await context.live.tail.touched(shown.position, lambda event: type(event) in POST_EVENTS)


async def _board(
    context: StreamContext, window: Window, ranker: Ranker, first: int, told: State | None
) -> TrendingBoard:
    """The board as it is, ranked by this stream or by another of its cohort in the same stretch of time."""
    stretch = int(asyncio.get_running_loop().time() / PACE_SECONDS)
    shared = await context.cohort.shared(stretch, context.live.tail.position)
    if isinstance(shared, TrendingBoard) and (shared.message is not None or _state(shared) == told):
        return shared
    turn = context.cohort.lead(stretch)
    try:
        gate, ranked_at = await context.fresh(), datetime.now(UTC)
        position = await gate.snapshot.position()
        edges = (await board(gate, window, ranker, first, ranked_at=ranked_at)).edges
    except BaseException:
        turn.end(None)
        raise
    shown = TrendingBoard(position=Position(position), ranked_at=ranked_at, edges=edges)
    shown.turn = turn
    return shown


def _state(shown: TrendingBoard) -> State:
    return [(edge.node.row.id, edge.node.row.changed_at) for edge in shown.edges]
