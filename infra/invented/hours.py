"""When things happen: by day in each of the zones that people live in, seldom by night, more as the place grows."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

SLOT = timedelta(minutes=10)
ZONES = (-8, -7, -5, -5, -5, -3, 0, 0, 1, 1, 1, 2, 3, 5, 8, 9)
"""Hours from UTC of sixteen equal parts of the people."""
AWAKE = (3, 2, 1, 1, 1, 2, 5, 9, 12, 13, 13, 13, 15, 14, 13, 13, 14, 16, 19, 23, 25, 23, 16, 8)
"""How much people do in each hour of their own day."""
AT_FIRST, WEEKENDS, RESTLESSNESS = 0.5, 1.25, 0.15
"""How much is done on the first day, and on a free one; by how much one day differs from another."""


class Hours:
    """The time from `until` less some days to `until`, and how dense it is with events."""

    def __init__(self, until: datetime, days: int, chance: Random) -> None:
        self.begin = until - timedelta(days=days)
        moods = [1 + chance.uniform(-RESTLESSNESS, RESTLESSNESS) for _ in range(days + 1)]
        slots = days * (timedelta(days=1) // SLOT)
        self._sums = [0.0, *accumulate(self._weight(slot / slots, slot * SLOT, moods) for slot in range(slots))]
        self._parts = [list(accumulate(AWAKE[(hour + zone) % 24] for zone in ZONES)) for hour in range(24)]
        self._chance = chance

    def at(self, share: float) -> datetime:
        """When so much (0 to 1) of all has happened. It rises with the share, and ends with the time."""
        done = share * self._sums[-1]
        slot = min(bisect_right(self._sums, done), len(self._sums) - 1) - 1
        within = (done - self._sums[slot]) / (self._sums[slot + 1] - self._sums[slot])
        return self.begin + (slot + within) * SLOT

    def part(self, at: datetime) -> int:
        """Which of the parts of the people someone who does something at that time belongs to."""
        sums = self._parts[at.hour]
        return bisect_right(sums, self._chance.random() * sums[-1])

    def _weight(self, share: float, since: timedelta, moods: list[float]) -> float:
        at = self.begin + since
        active = sum(AWAKE[(at.hour + zone) % 24] for zone in ZONES)
        return active * moods[since.days] * (AT_FIRST + share) * (WEEKENDS if at.weekday() >= 5 else 1)
