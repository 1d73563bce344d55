"""Buckets of points that fill up again by themselves: in Redis for all processes, in memory for one.

Nothing is counted: a bucket is the time at which it will be full again, and taking points moves that on. In Redis that
time is a key's end, so that a full bucket is no key at all, and what is kept of anyone is gone once they rest.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, cast

from redis.asyncio import Redis

KNOWN = 10_000
"""Buckets that one process keeps in memory: the least recently used is forgotten, and full again, first."""
TAKE = """
local whole, missing = tonumber(ARGV[2]), redis.call('PTTL', KEYS[1])
if missing < 0 or missing > whole then missing = 0 end
local wanted = missing + tonumber(ARGV[1])
if wanted > whole then return {0, missing} end
redis.call('SET', KEYS[1], '', 'PX', wanted)
return {1, wanted}
"""
"""Of a key: take so many milliseconds of so many. One that would last longer is of before the clock was set back."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """At most `points` at once; what was taken comes back evenly, all of it within `seconds`."""

    points: int
    seconds: int

    @property
    def whole(self) -> int:
        """Milliseconds from empty to full."""
        return self.seconds * 1000

    def worth(self, points: int) -> int:
        """Milliseconds until so many points have come back."""
        return math.ceil(points * self.whole / self.points)


class Level(NamedTuple):
    """What became of taking points: whether they were there, and milliseconds until the bucket is full again."""

    granted: bool
    missing: int

    def points(self, bucket: Bucket) -> int:
        """How many points are left."""
        return math.floor((bucket.whole - self.missing) * bucket.points / bucket.whole)


class RedisBuckets:
    """Shared by all processes; each taking is one script, and so one step."""

    def __init__(self, redis: Redis) -> None:
        self._take = redis.register_script(TAKE)

    async def take(self, name: str, bucket: Bucket, points: int) -> Level:
        """Take points if so many are there. Raises RedisError."""
        answer = await self._take([name], [max(1, bucket.worth(points)), bucket.whole])
        granted, missing = cast(tuple[int, int], answer)
        return Level(granted == 1, missing)


@dataclass(slots=True)
class Held:
    """One bucket in memory: when it is full again; what was taken since all processes were told, and when that was."""

    full_at: float = -math.inf
    untold: int = 0
    told_at: float = -math.inf


class LocalBuckets:
    """Of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[str, Held] = OrderedDict()

    def take(self, name: str, bucket: Bucket, points: int) -> Level:
        """Take points if so many are there."""
        held, now = self._of(name), self._clock()
        missing = math.ceil(max(0.0, held.full_at - now) * 1000)
        wanted = missing + bucket.worth(points)
        if wanted > bucket.whole:
            return Level(False, missing)
        held.full_at, held.untold = now + wanted / 1000, held.untold + points
        return Level(True, wanted)

    def tell(self, name: str, every: float) -> int:
        """What was taken and is to be told to all processes, once in so many seconds; zero in between."""
        held, now = self._of(name), self._clock()
        if now < held.told_at + every:
            return 0
        untold, held.untold, held.told_at = held.untold, 0, now
        return untold

    def set(self, name: str, missing: int) -> None:
        """It is full again in so many milliseconds."""
        self._of(name).full_at = self._clock() + missing / 1000

    def _of(self, name: str) -> Held:
        held = self._held.setdefault(name, Held())
        self._held.move_to_end(name)
        if len(self._held) > KNOWN:
            self._held.popitem(last=False)
        return held
