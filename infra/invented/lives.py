"""A whole past: who does what next, and what it comes to in the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from domain.events import Event
from domain.log import Append
from infra.invented.attention import Attention
from infra.invented.hours import Hours
from infra.invented.keys import PastKeys
from infra.invented.knowing import Knowing
from infra.invented.making import Making
from infra.invented.moderating import Moderating
from infra.invented.people import People
from infra.invented.reacting import Reacting
from infra.invented.scenes import Painted
from infra.invented.world import Act, World
from infra.log.codec import encode
from infra.log.identifiers import RANDOM_BITS, timed
from infra.log.importer import Stored
from infra.orders import defaults

LEAST = 100
"""Fewer events are no past."""
EVENTS_A_PERSON = 25
FOUNDERS, MODERATORS = 12, 4
JOINED_BY = 0.97
"""The share of all events by which everyone has joined."""
LONGEST = 4
"""As many events as one command comes to, at most."""
TICKETS_AN_EVENT, SPAN_DAYS, LEAST_SPAN, MOST_SPAN = 0.6, 1.5, 150, 200_000
"""How long people look at one thing, in what is shared and liked meanwhile; and what of it is remembered at most."""

SHARES = {
    "like": 560,
    "comment": 130,
    "follow": 110,
    "paint": 90,
    "unlike": 25,
    "unfollow": 7,
    "flag": 5,
    "mute": 2,
    "block": 2,
}
"""How often each is done, of a thousand or so."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What decides a past, to the byte: how many events of how many days until when, and a seed."""

    events: int
    seed: int
    until: datetime
    days: int = 30

    @property
    def people(self) -> int:
        """How many will have joined."""
        return max(FOUNDERS, self.events // EVENTS_A_PERSON)


class Lives:
    """One invented past, to be told once: its people's keys, and its events in order."""

    def __init__(self, plan: Plan, pictures: Sequence[Painted]) -> None:
        self._plan = plan
        self._chance = chance = Random(plan.seed)  # noqa: S311 - choices of people who never were
        self._keys = PastKeys(plan.seed)
        self._people = People(plan.seed, plan.people, chance)
        self._hours = Hours(plan.until, plan.days, chance)
        span = int(plan.events / plan.days * SPAN_DAYS * TICKETS_AN_EVENT)
        attention = Attention(min(MOST_SPAN, max(LEAST_SPAN, span)), chance)
        self._world = World(chance, self._hours, self._people, attention, pictures, self._keys.seal, self._hours.begin)
        self._knowing, self._reacting = Knowing(self._world), Reacting(self._world)
        rooms = (self._knowing, self._reacting, Making(self._world), Moderating(self._world, range(MODERATORS)))
        self._acts: list[Act] = [next(getattr(room, name) for room in rooms if hasattr(room, name)) for name in SHARES]
        self._shares = list(SHARES.values())
        self._told = 0

    def keys(self) -> Iterator[tuple[UUID, bytes]]:
        """The key of everyone who will have joined."""
        ids = map(self._people.id, range(self._plan.people))
        return ((person, self._keys.key(person)) for person in ids)

    def facts(self) -> Iterator[Stored]:
        """Exactly so many as planned. Each is a command's; what has begun by the end has not ended."""
        wishes = self._wishes()
        while self._told < self._plan.events:
            wish = next(wishes)
            happened = _happened(wish)
            for (event, version), event_id in zip(happened, self._ids(wish, len(happened)), strict=True):
                yield Stored(encode(event, event_id), version, self._world.now)
            self._told += len(happened)

    def _wishes(self) -> Iterator[Append]:
        yield from defaults()
        yield from (self._knowing.join() for _ in range(FOUNDERS))
        yield from (self._knowing.grant(person) for person in range(MODERATORS))
        while True:
            if wish := self._next()():
                yield wish

    def _next(self) -> Act:
        """What happens next, at the world's time: what was due, someone who joins, or what people do."""
        world, plan = self._world, self._plan
        share = self._told / plan.events
        at = self._hours.at(share)
        if plan.events - self._told < LONGEST:
            world.now = max(world.now, at)
            return self._reacting.comment
        if due := world.agenda.take(at):
            world.now, act = due
            return act
        world.now = at
        if self._people.joined < self._people.most and self._people.joined <= share / JOINED_BY * self._people.most:
            return self._knowing.join
        return world.chance.choices(self._acts, self._shares)[0]

    def _ids(self, wish: Append, count: int) -> Sequence[UUID]:
        if wish.event_ids:
            return wish.event_ids
        milliseconds = int(self._world.now.timestamp() * 1000)
        return [timed(milliseconds, self._world.chance.getrandbits(RANDOM_BITS)) for _ in range(count)]


def _happened(wish: Append) -> list[tuple[Event, int]]:
    """The events of a command with their numbers in their streams. Here no relation comes back once it has ended."""
    happened = [(event, event.originator_version) for event in wish.events]
    if wish.toggle:
        happened.append((wish.toggle.event, 1 if wish.toggle.on else 2))
    return happened + [(event, 2) for event in wish.ends]
