"""Buckets of points that fill up again by themselves: in Redis for all processes, in memory for one.

Nothing is counted: a bucket is the time at which it will be full again, and taking points moves that on. In Redis that
time is a key's end, so that a full bucket is no key at all, and what is kept of anyone is gone once they rest.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, cast

from redis.asyncio import Redis

KNOWN = 10_000
"""Buckets that one process keeps in memory: the least recently used is forgotten, and full again, first."""
TAKE = """
local levels = {}
for at, key in ipairs(KEYS) do
  local taken, whole, spent = tonumber(ARGV[3 * at - 2]), tonumber(ARGV[3 * at - 1]), ARGV[3 * at] == '1'
  local missing = redis.call('PTTL', key)
  if missing < 0 or missing > whole then missing = 0 end
  local granted = missing + taken <= whole
  if granted or spent then
    missing = math.min(missing + taken, whole)
    redis.call('SET', key, '', 'PX', missing)
  end
  levels[at] = {granted and 1 or 0, missing}
end
return levels
"""
"""Of each key: take so many milliseconds of so many. One that would last longer is of before the clock was set back."""


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


class Taking(NamedTuple):
    """Points that are taken from a bucket; `spent`: they are gone already, so as many are taken as there are."""

    bucket: Bucket
    points: int
    spent: bool = False

    def words(self) -> tuple[int, int, int]:
        """The same for the script."""
        return max(1, self.bucket.worth(self.points)), self.bucket.whole, int(self.spent)


class RedisBuckets:
    """Shared by all processes."""

    def __init__(self, redis: Redis) -> None:
        self._take = redis.register_script(TAKE)

    async def take(self, takings: Mapping[str, Taking]) -> dict[str, Level]:
        """Take from all these buckets, by their names, in one step; of each only if so much is there. RedisError."""
        words = [word for taking in takings.values() for word in taking.words()]
        levels = cast(list[tuple[int, int]], await self._take(list(takings), words))
        return {name: Level(granted == 1, missing) for name, (granted, missing) in zip(takings, levels, strict=True)}


class LocalBuckets:
    """Of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._full_at: OrderedDict[str, float] = OrderedDict()

    def take(self, name: str, bucket: Bucket, points: int) -> Level:
        """Take points if so many are there."""
        missing = math.ceil(max(0.0, self._full_at.get(name, 0.0) - self._clock()) * 1000)
        wanted = missing + bucket.worth(points)
        if wanted > bucket.whole:
            return Level(False, missing)
        self.lack(name, wanted)
        return Level(True, wanted)

    def lack(self, name: str, missing: int) -> None:
        """It is not full for so many milliseconds at least."""
        self._full_at[name] = max(self._full_at.get(name, 0.0), self._clock() + missing / 1000)
        self._full_at.move_to_end(name)
        if len(self._full_at) > KNOWN:
            self._full_at.popitem(last=False)
