"""The trending board, whenever it changed: because something happened, or because time passed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from datetime import UTC, datetime

from api.realtime.feeds import POST_EVENTS
from api.realtime.live import StreamContext
from api.realtime.types import TrendingBoard
from api.schema.feeds import board
from api.schema.scalars import Position
from projections.rankers import Ranker
from projections.views.trending import Window

PACE_SECONDS = 0.25
"""Between two boards, at least."""
DRIFT_SECONDS = 15.0
"""Scores fall with age: so long without an event the board is ranked again."""


async def boards(
    context: StreamContext, window: Window, ranker: Ranker, first: int
) -> AsyncGenerator[TrendingBoard, None]:
    """The first board at once, then each that differs from the one before in its posts, their order or their state."""
    told = None
    while True:
        gate, ranked_at = await context.fresh(), datetime.now(UTC)
        position = context.position = await gate.snapshot.position()
        edges = (await board(gate, window, ranker, first, ranked_at=ranked_at)).edges
        state = [(edge.node.row.id, edge.node.row.changed_at) for edge in edges]
        if state != told:
            told = state
            yield TrendingBoard(position=Position(position), ranked_at=ranked_at, edges=edges)
        else:
            await context.close()
        await asyncio.sleep(PACE_SECONDS)
        with suppress(TimeoutError):
            async with asyncio.timeout(DRIFT_SECONDS):
                await context.live.tail.touched(position, lambda event: type(event) in POST_EVENTS)
