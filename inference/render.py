"""The use case of a worker: make the picture of one render, or say why there is none."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import aclosing
from time import monotonic
from uuid import UUID

from domain.log import Append, Conflict, Log, LogFull
from domain.renders import ATTEMPTS, Picture, Render
from inference import energy, finishing
from inference.ports import Lease, Leases, Painter, Previews, Store, Words
from inference.triton import DeadlineExceeded, ModelFailed, ModelUnavailable, PaintRequest
from inference.triton import Picture as Painted

DEADLINE = 120.0
"""Seconds one worker spends on a render, all attempts together."""
MODEL_PATIENCE = 30.0
"""Seconds a model that went away has to come back before that counts as its answer."""
CANARIES = 4
"""Tiny pictures asked for at once: more than a model has instances."""
CHECK = 0.25
"""Seconds between two looks whether the render is still wanted, and still ours."""


class PromptGone(Exception):
    """The key of the words was shredded, or does not open them."""


class Silent(ModelUnavailable):
    """A model that went away does not come back."""


REASONS: dict[type[Exception], str] = {
    PromptGone: "PROMPT_GONE",
    Silent: "MODEL_UNAVAILABLE",
    ModelFailed: "MODEL_FAILED",
    ModelUnavailable: "MODEL_UNAVAILABLE",
    DeadlineExceeded: "DEADLINE_EXCEEDED",
    TimeoutError: "DEADLINE_EXCEEDED",
}
MODEL_ERRORS = (ModelFailed, ModelUnavailable, DeadlineExceeded)


class RenderPicture:
    """Makes pictures. Any number of workers may look at the same render at any time: it ends once."""

    def __init__(
        self,
        log: Log,
        leases: Leases,
        painter: Painter,
        words: Words,
        previews: Previews,
        store: Store,
        *,
        deadline: float = DEADLINE,
    ) -> None:
        self._log = log
        self._leases = leases
        self._painter = painter
        self._words = words
        self._previews = previews
        self._store = store
        self._deadline = deadline
        self._apart = asyncio.Lock()

    async def run(self, render_id: UUID) -> bool:
        """Look at a render and do what is left to do; False where that is nothing, or another worker is at it.

        Errors of the log and the store are the caller's: the render stays open, to be looked at again.
        """
        lease = await self._leases.take(render_id)
        if lease is None:
            return False
        try:
            return await self._work(lease)
        except Conflict:
            return True  # it was cancelled, or another worker took over: there is nothing left for us to say
        finally:
            await self._leases.release(lease)

    async def _work(self, lease: Lease) -> bool:
        render = await self._log.load(Render, lease.render_id)
        if render is None or render.status.ended:
            return False
        try:
            async with asyncio.timeout(self._deadline):
                await self._attempts(lease, render, self._request(render))
        except tuple(REASONS) as error:
            await self._fail(render.id, REASONS[type(error)])
        return True

    async def _attempts(self, lease: Lease, render: Render, request: PaintRequest) -> None:
        """Start the render until it succeeds; the last attempt's error is raised."""
        while True:
            render.start()
            await self._append(render)
            if render.status.ended:  # too many workers died of it
                return await self._previews.end(render.id)
            try:
                picture = await self._while_ours(lease, render, request)
            except MODEL_ERRORS as error:
                if render.attempts >= ATTEMPTS or isinstance(error, Silent):
                    raise
                continue
            if picture is not None:
                render.finish(picture)
                await self._append(render)
                await self._previews.end(render.id)
            return None

    async def _while_ours(self, lease: Lease, render: Render, request: PaintRequest) -> Picture | None:
        """The picture; None, and the model stopped, as soon as the render is no longer wanted or no longer ours."""
        making = asyncio.create_task(self._make(render, request))
        try:
            while not making.done():
                await asyncio.wait((making,), timeout=CHECK)
                if not making.done() and not await self._leases.keep(lease, render.version):
                    return None
            return making.result()
        finally:
            making.cancel()
            await asyncio.gather(making, return_exceptions=True)

    async def _make(self, render: Render, request: PaintRequest) -> Picture:
        paint = self._paint if render.attempts == 1 else self._paint_apart
        painted = await paint(render.id, request)
        finished = await finishing.finish(painted)
        await self._store.put(finished.sha256, finished.files)
        self._open(render)  # sealing under a key shredded meanwhile would make a new one
        used = energy.of_processor(painted.cpu_seconds + finished.cpu_seconds)
        return Picture(
            sha256=finished.sha256,
            width=painted.width,
            height=painted.height,
            model_version=painted.model_version,
            placeholder=finished.placeholder,
            watt_hours=used.watt_hours,
            watt_hours_low=used.low,
            watt_hours_high=used.high,
            energy_method=used.method,
            sealed=self._words.seal(render.owner, {"alt_text": painted.alt_text}),
            files=finished.counted,
        )

    async def _paint_apart(self, render_id: UUID, request: PaintRequest) -> Painted:
        """Paint what broke off, one at a time: whose words break the model then breaks it for nobody who waits here."""
        async with self._apart:
            await self._model_back()
            return await self._paint(render_id, request)

    async def _paint(self, render_id: UUID, request: PaintRequest) -> Painted:
        began = monotonic()
        async with aclosing(self._painter.paint(request)) as frames:
            async for frame in frames:
                eta = (monotonic() - began) / frame.step * (frame.steps - frame.step)
                await self._previews.publish(render_id, frame.step, frame.steps, frame.preview, eta)
                if frame.final is not None:
                    return frame.final
        raise ModelFailed("the stream ended without a picture")

    async def _model_back(self) -> None:
        """Wait until the model sings again; Silent when it has not for `MODEL_PATIENCE`."""
        try:
            async with asyncio.timeout(MODEL_PATIENCE):
                while True:
                    if await self._sings():
                        return
                    await asyncio.sleep(CHECK)
        except TimeoutError:
            raise Silent("no canary") from None

    async def _sings(self) -> bool:
        """Whether every one of several canaries does. One at once could miss a dead instance beside a living one: that
        one has time, takes whatever comes and fails it, and an honest render has lost its attempts in a moment.
        """
        sung = await asyncio.gather(*(self._painter.canary() for _ in range(CANARIES)), return_exceptions=True)
        silent = [error for error in sung if error is not None]
        if strange := [error for error in silent if not isinstance(error, MODEL_ERRORS)]:
            raise strange[0]
        return not silent

    async def _fail(self, render_id: UUID, reason: str) -> None:
        render = await self._log.load(Render, render_id)
        if render is not None and not render.status.ended:
            render.fail(reason)
            await self._append(render)
        await self._previews.end(render_id)

    async def _append(self, render: Render) -> None:
        """Write what happened to it, waiting out a full log. Raises Conflict."""
        wish = Append(render.id, render.collect_events())
        while True:
            try:
                await self._log.append(wish)
            except LogFull:
                await asyncio.sleep(CHECK)
            else:
                return

    def _request(self, render: Render) -> PaintRequest:
        words = self._open(render)
        return PaintRequest(
            prompt=words.get("prompt") or "",
            negative_prompt=words.get("negative_prompt") or "",
            width=render.width,
            height=render.height,
            steps=render.steps,
            seed=render.seed,
            model=render.model,
            name=str(render.id),
        )

    def _open(self, render: Render) -> Mapping[str, str | None]:
        try:
            words = self._words.open(render.owner, render.sealed) if render.sealed else None
        except ValueError as error:
            raise PromptGone from error
        if words is None:
            raise PromptGone
        return words
