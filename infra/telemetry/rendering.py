"""A render as a part of the trace that asked for it: the painter frame by frame, and the store."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from time import perf_counter
from uuid import UUID

from inference.ports import Painter, Store
from inference.triton import Frame, PaintRequest
from infra.database.pool import Pool
from infra.log.cause import STORED, Cause, answering
from infra.telemetry.numbers import RenderNumbers
from infra.telemetry.spans import Spans

Look = Callable[[UUID], Awaitable[bool]]


class Answering:
    """Looks at renders as answers to the events that asked for them. The log says which, whatever the queue forgot."""

    def __init__(self, pool: Pool, spans: Spans, look: Look) -> None:
        self._pool = pool
        self._spans = spans
        self._look = look

    async def look(self, render_id: UUID) -> bool:
        """Look at a render; whether there was something to do."""
        asked = await self._asked(render_id)
        with answering(asked), self._spans.resumed(asked.trace if asked else None, "render"):
            return await self._look(render_id)

    async def _asked(self, render_id: UUID) -> Cause | None:
        async with self._pool.connection() as connection:
            row = await (await connection.execute(STORED, [render_id, 1])).fetchone()
        return Cause.stored(*row) if row and row[0] else None


def counted(numbers: RenderNumbers, look: Look) -> Look:
    """The look, counted: what came of it, and how long it took where there was something to do."""

    async def counting(render_id: UUID) -> bool:
        begun, outcome = perf_counter(), "failed"
        with numbers.busy.track_inprogress():
            try:
                done = await look(render_id)
                outcome = "done" if done else "nothing"
            finally:
                numbers.looks.labels(outcome).inc()
        if done:
            numbers.seconds.observe(perf_counter() - begun)
        return done

    return counting


def traceparent(spans: Spans) -> dict[str, str] | None:
    """What tells a server which span it works for."""
    trace = spans.trace()
    return {"traceparent": trace} if trace else None


class TracedPainter:
    """A painter whose pictures are spans, with their frames in them."""

    def __init__(self, painter: Painter, spans: Spans) -> None:
        self._painter = painter
        self._spans = spans

    async def paint(self, request: PaintRequest) -> AsyncGenerator[Frame, None]:
        """As the painter's."""
        size = {"width": request.width, "height": request.height, "steps": request.steps}
        with self._spans.span("paint", **size) as span:
            async with aclosing(self._painter.paint(request)) as frames:
                async for frame in frames:
                    span.note("frame", step=frame.step)
                    yield frame

    async def canary(self) -> None:
        """As the painter's."""
        await self._painter.canary()


class TracedStore:
    """A store whose puts are spans."""

    def __init__(self, store: Store, spans: Spans) -> None:
        self._store = store
        self._spans = spans

    async def put(self, sha256: str, files: Mapping[str, bytes]) -> None:
        """As the store's."""
        with self._spans.span("store", files=len(files), bytes=sum(map(len, files.values()))):
            await self._store.put(sha256, files)
