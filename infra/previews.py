"""Preview frames on capped Redis streams, one per render: the worker's side and the watchers' side.

Frames are ephemeral. Whoever joins late gets the newest one; whoever is slow gets fewer. Without Redis nobody sees any,
and nothing else changes: the end of a render comes from the log.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID, uuid4

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.typing import EncodableT, FieldT, KeyT, StreamIdT

FRAMES = 64
"""Most frames kept of a render."""
KEPT = 120
"""Seconds a render's frames are kept after the newest."""
LINGERS = 15
"""Seconds they are kept after the end."""
BLOCK = 1000
"""Milliseconds one read waits in Redis."""
RECONNECT = 0.25
ORIGIN = "0-0"

Entry = tuple[bytes, Mapping[bytes, bytes]]
"""One entry of a stream: its id and its fields."""

Fields = dict[FieldT, EncodableT]

logger = structlog.get_logger(__name__)


def connect(redis_url: str, patience: float = BLOCK / 1000 + 2.0) -> Redis:
    """A client that says at once when Redis is away, instead of trying for seconds, and waits so long for an answer."""
    return Redis.from_url(redis_url, socket_timeout=patience, retry=Retry(NoBackoff(), 1))


@dataclass(frozen=True, slots=True)
class PreviewFrame:
    """An unfinished picture: step of steps, a small encoded image, seconds left where known."""

    step: int
    steps: int
    preview: bytes
    eta: float | None


class PreviewWriter:
    """Where a worker shows what it is painting."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def publish(self, render_id: UUID, step: int, steps: int, preview: bytes, eta: float | None) -> None:
        """Show one frame. Never raises for Redis' sake."""
        fields: Fields = {"step": step, "steps": steps, "preview": preview}
        if eta is not None:
            fields["eta"] = f"{eta:.3f}"
        await self._add(render_id, fields, KEPT)

    async def end(self, render_id: UUID) -> None:
        """Say that nothing more will come."""
        await self._add(render_id, {"end": 1}, LINGERS)

    async def _add(self, render_id: UUID, fields: Fields, kept: int) -> None:
        await _apart(self._write(_key(render_id), fields, kept))

    async def _write(self, key: str, fields: Fields, kept: int) -> None:
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.xadd(key, fields, maxlen=FRAMES, approximate=False)
                pipe.expire(key, kept)
                await pipe.execute()
        except RedisError as error:
            logger.warning("preview.lost", error=type(error).__name__)


@dataclass(slots=True)
class _Topic:
    """What this process knows of one render: the place in its stream, the newest frame, and who waits for the next."""

    last: bytes | str = ORIGIN
    newest: PreviewFrame | None = None
    ended: bool = False
    watchers: int = 0
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    def advance(self, entry: bytes, fields: Mapping[bytes, bytes]) -> None:
        """Take one entry of the stream."""
        self.last = entry
        if b"end" in fields:
            self.ended = True
        else:
            self.newest = _frame(fields)
        moved, self.moved = self.moved, asyncio.Event()
        moved.set()


class PreviewReader:
    """Where watchers read: any number of them, one blocking read of all their renders per process."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._topics: dict[str, _Topic] = {}
        self._bell = f"limn:bell:{uuid4().hex}"
        self._rung: bytes | str = ORIGIN
        self._reading: asyncio.Task[None] | None = None
        self._closed = False

    async def watch(self, render_id: UUID) -> AsyncGenerator[PreviewFrame, None]:
        """The newest frame at once, then each newer one as the watcher keeps up; ends when the render does.

        A render that is still queued, or that nothing is known of, is waited for.
        """
        key = _key(render_id)
        topic = self._topics.setdefault(key, _Topic())
        topic.watchers += 1
        try:
            await _apart(self._join(key, topic))
            async with aclosing(_frames(topic)) as frames:
                async for frame in frames:
                    yield frame
        finally:
            topic.watchers -= 1
            if not topic.watchers:
                self._topics.pop(key, None)

    async def aclose(self) -> None:
        """Stop reading."""
        self._closed = True
        if self._reading is not None:
            self._reading.cancel()
            with suppress(asyncio.CancelledError):
                await self._reading

    async def _join(self, key: str, topic: _Topic) -> None:
        """Find the newest frame, and have the common read include this stream from there on."""
        try:
            newest = cast("list[Entry]", await self._redis.xrevrange(key, count=1))
            if newest and topic.last == ORIGIN:  # else the common read knows already
                topic.advance(*newest[0])
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.xadd(self._bell, {"new": 1}, maxlen=1)
                pipe.expire(self._bell, KEPT)
                await pipe.execute()
        except RedisError as error:
            logger.warning("preview.unread", error=type(error).__name__)
        if self._reading is None:
            self._reading = asyncio.create_task(self._read_for_ever(), name="previews")

    async def _read_for_ever(self) -> None:
        while not self._closed:
            try:
                await self._read()
            except RedisError as error:
                logger.warning("preview.unread", error=type(error).__name__)
                await asyncio.sleep(RECONNECT)

    async def _read(self) -> None:
        places: dict[KeyT, StreamIdT] = {key: topic.last for key, topic in self._topics.items()}
        found = await self._redis.xread(places | {self._bell: self._rung}, block=BLOCK)
        for key, entries in cast("list[tuple[bytes, list[Entry]]]", found or ()):
            name = key.decode()
            topic = self._topics.get(name)
            if name == self._bell:
                self._rung = entries[-1][0]
            elif topic is not None:
                for entry, fields in entries:
                    topic.advance(entry, fields)


async def _apart(call: Coroutine[None, None, None]) -> None:
    """Run calls of Redis in a task of their own: inside, redis-py can swallow the caller's cancellation."""
    await asyncio.shield(asyncio.create_task(call))


async def _frames(topic: _Topic) -> AsyncGenerator[PreviewFrame, None]:
    seen: PreviewFrame | None = None
    while True:
        moved = topic.moved
        if topic.newest is not None and topic.newest is not seen:
            seen = topic.newest
            yield seen
        elif topic.ended:
            return
        else:
            await moved.wait()


def _frame(fields: Mapping[bytes, bytes]) -> PreviewFrame:
    eta = fields.get(b"eta")
    return PreviewFrame(int(fields[b"step"]), int(fields[b"steps"]), fields[b"preview"], float(eta) if eta else None)


def _key(render_id: UUID) -> str:
    return f"limn:preview:{render_id}"
