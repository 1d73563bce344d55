"""The trending board, whenever it changed: because something happened, or because time passed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from uuid import UUID

from api.rankers import Order
from api.realtime.feeds import DISCOVERY_EVENTS
from api.realtime.live import StreamContext
from api.realtime.types import TrendingBoard
from api.schema.scalars import Position
from api.schema.trending import board
from api.ties import turns
from domain.events import Event
from projections.views.trending import Window

State = list[tuple[UUID, int]]

PACE_SECONDS = 0.25
"""Between two boards, at least."""
DRIFT_SECONDS = 15.0
"""Scores fall with age: so long without an event the board is ranked again."""


async def boards(
    context: StreamContext, window: Window, order: Order, first: int
) -> AsyncGenerator[TrendingBoard, None]:
    """The first board at once, then each that differs from the one before in its posts, their order or their state."""
    told: State | None = None

    def touches(event: Event) -> bool:
        return type(event) in DISCOVERY_EVENTS or turns(event, context.viewer)

    position, latest = 0, context.seat.latest
    while True:
        while shared := await context.seat.next(position, whole=True):
            assert isinstance(shared, TrendingBoard), "a cohort runs one stream"
            position, latest = shared.position, shared
            if _state(shared) != told:
                told = _state(shared)
                yield shared
        if isinstance(context.seat.latest, TrendingBoard) and context.seat.latest is not latest:
            latest = context.seat.latest
            told = _state(latest)
        shown = await _board(context, window, order, first)
        position = context.position = shown.position
        if _state(shown) != told:
            told = _state(shown)
            yield shown
        elif context.leads and shown.personal:
            await context.leads.tell(shown)
        await context.close()
        await asyncio.sleep(PACE_SECONDS)
        with suppress(TimeoutError):
            async with asyncio.timeout(DRIFT_SECONDS):
                await context.live.tail.touched(shown.position, touches)


async def _board(context: StreamContext, window: Window, order: Order, first: int) -> TrendingBoard:
    gate = await context.fresh()
    position = await gate.snapshot.position()
    edges = (await board(gate, window, order, first)).edges
    shown = TrendingBoard(position=Position(position), ranked_at=await gate.moment(), edges=edges)
    shown.personal = gate.personal
    return shown


def _state(shown: TrendingBoard) -> State:
    return [(edge.node.row.id, edge.node.row.changed_at) for edge in shown.edges]
