"""One render, live: frames from Redis while they come, the end from the log whatever becomes of Redis."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from uuid import UUID

from api.ports import PreviewFrame, Previews
from api.realtime.live import StreamContext
from api.realtime.tail import Tail
from api.realtime.types import RenderProgress
from api.schema.renders import Render
from domain.errors import not_found
from domain.renders import RenderStatus
from projections.connection import Connection
from projections.views import renders

QUEUE_SECONDS = 0.25
"""While it waits, its place in the queue is looked at this often at most."""
RENDER_EVENTS = frozenset(renders.view.handlers)


class _News:
    """Whether there is something to tell. Only the newest frame is kept, so a slow client costs no more."""

    def __init__(self, render: UUID) -> None:
        self.render = render
        self.frame: PreviewFrame | None = None
        self.waiting = True
        self._news = asyncio.Event()
        self._queue_looked_at = 0.0

    async def come(self) -> None:
        """Wait for some; what came in the meantime is one piece of news."""
        await self._news.wait()
        self._news.clear()

    @asynccontextmanager
    async def gathered(self, previews: Previews, tail: Tail, position: int) -> AsyncIterator[None]:
        """Gather them as long as the block lasts."""
        tasks = [asyncio.create_task(self._watch(previews)), asyncio.create_task(self._follow(tail, position))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _watch(self, previews: Previews) -> None:
        async for frame in previews.watch(self.render):
            self.frame = frame
            self._news.set()

    async def _follow(self, tail: Tail, position: int) -> None:
        while True:
            upto = await tail.moved(position)
            events = tail.since(position)
            if events is None or any(row.event.subject == self.render for row in events):
                self._news.set()
            elif self.waiting and any(type(row.event) in RENDER_EVENTS for row in events):
                self._look_at_queue_soon()
            position = upto

    def _look_at_queue_soon(self) -> None:
        loop = asyncio.get_running_loop()
        if self._queue_looked_at < loop.time():
            self._queue_looked_at = loop.time() + QUEUE_SECONDS
            loop.call_at(self._queue_looked_at, self._news.set)


async def progress(context: StreamContext, render: UUID) -> AsyncGenerator[RenderProgress, None]:
    """How far a render of the viewer's own is, until it has ended; its newest frame at once."""
    news, told, tail = _News(render), None, context.live.tail
    begun = tail.position
    async with news.gathered(context.services.previews, tail, begun):
        while True:
            gate = await context.fresh()
            row = await gate.render(render)
            if row is None:
                raise not_found()
            news.waiting = row.status == RenderStatus.QUEUED
            wait = await gate.read(partial(_wait, render=render)) if news.waiting else None
            if (row, wait, news.frame) != told:
                told = row, wait, news.frame
                yield _shown(Render(row=row, gate=gate), news.frame, wait and wait[1])
            if RenderStatus(row.status).ended:
                context.services.spans.delivered(
                    one.position for one in tail.since(begun) or () if one.event.subject == render
                )
                return
            await context.close()
            await news.come()


async def _wait(connection: Connection, render: UUID) -> tuple[int, float | None] | None:
    """Its place in the queue and the seconds it has to its end; None once it does not wait."""
    place = await renders.queue_place(connection, render)
    return None if place is None else (place, await renders.queue_seconds(connection, place))


def _shown(render: Render, frame: PreviewFrame | None, wait: float | None) -> RenderProgress:
    done = render.row.steps if render.row.status == RenderStatus.DONE else 0
    live = frame if frame and not RenderStatus(render.row.status).ended else None
    return RenderProgress(
        render=render,
        step=live.step if live else done,
        steps=live.steps if live else render.row.steps,
        preview=_data_uri(live.preview) if live else None,
        eta_seconds=live.eta if live else wait,
    )


def _data_uri(image: bytes) -> str:
    kind = "webp" if image[:4] == b"RIFF" else "png" if image[:4] == b"\x89PNG" else "jpeg"
    return f"data:image/{kind};base64,{b64encode(image).decode()}"
