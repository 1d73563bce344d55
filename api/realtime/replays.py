"""One replay, live: as far as it is, and how it ends."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import UUID

from api.realtime.live import StreamContext
from api.schema.replays import Replay
from domain.errors import not_found


async def progress(context: StreamContext, replay: UUID) -> AsyncGenerator[Replay, None]:
    """A replay of the viewer's own, now and whenever it has changed, until it has ended."""
    viewer, told = context.required_viewer(), False
    async with aclosing(context.services.replays.watch(viewer, replay)) as states:
        async for status in states:
            told = True
            yield Replay(status=status, gate=await context.fresh())
    if not told:
        raise not_found()
