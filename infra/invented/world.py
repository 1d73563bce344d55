"""What all who act in a past share: its people, its posts, its time, and what is to happen later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from uuid import UUID

from domain.log import Append
from domain.posts import Visibility
from infra.invented.attention import Attention, Shown
from infra.invented.hours import Hours
from infra.invented.people import People
from infra.invented.scenes import Painted, Seal

TRIES = 6
"""Posts that someone looks at before they leave it."""

Act = Callable[[], Append | None]
"""A command of someone's at the world's time; None where there is nothing to do."""


class Agenda:
    """What is to happen, by when it is due."""

    def __init__(self) -> None:
        self._order = count()
        self._due: list[tuple[datetime, int, Act]] = []

    def put(self, due: datetime, act: Act) -> None:
        """It happens then."""
        heappush(self._due, (due, next(self._order), act))

    def take(self, at: datetime) -> tuple[datetime, Act] | None:
        """The first that is due by a time."""
        if not self._due or self._due[0][0] > at:
            return None
        due, _, act = heappop(self._due)
        return due, act


@dataclass(slots=True)
class World:
    """Everything there is at `now`. `pictures`: of each scene."""

    chance: Random
    hours: Hours
    people: People
    attention: Attention
    pictures: Sequence[Painted]
    seal: Seal
    now: datetime
    agenda: Agenda = field(default_factory=Agenda)

    def later(self, least: timedelta, most: timedelta, act: Act) -> None:
        """Something happens between two times from now; sooner is likelier."""
        self.agenda.put(self.now + least + (most - least) * self.chance.random() ** 3, act)

    def happens(self, probability: float) -> bool:
        """Whether something of that probability does."""
        return self.chance.random() < probability

    def draw(self) -> UUID:
        """A new id."""
        return UUID(int=self.chance.getrandbits(128), version=4)

    def somebody(self) -> int:
        """Someone who is awake."""
        return self.people.somebody(self.hours.part(self.now))

    def look(self, viewer: int) -> Shown | None:
        """Another's post that someone finds."""
        for _ in range(TRIES):
            shown = self.attention.look()
            if shown and shown.author != viewer and self.sees(viewer, shown):
                return shown
        return None

    def sees(self, viewer: int, shown: Shown) -> bool:
        """Whether a post is there for someone."""
        if shown.hidden or shown.removed or self.people.strangers(viewer, shown.author):
            return False
        return shown.visibility is not Visibility.FOLLOWERS or self.people.follows(viewer, shown.author)
