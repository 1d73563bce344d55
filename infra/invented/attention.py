"""What people look at: a ring of tickets. A like brings its post another ticket, and each new one takes the place of
the oldest: so some posts take off, most do not, and all are forgotten."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple
from uuid import UUID

from domain.events import Event
from domain.log import Append
from domain.posts import Post, Visibility

ANSWERED = 4


class Said(NamedTuple):
    """A comment: its id and who wrote it."""

    id: UUID
    author: int


@dataclass(slots=True, eq=False)
class Shown:
    """A post that people look at.

    scene      the number of its picture
    appeal     how likely a like is to bring another ticket
    facts      of its stream, so far
    likers     everyone who ever liked it
    said       the newest comments that stand
    remixable  whether others may start from its words
    hidden     by a decision; `removed` by its author
    """

    id: UUID
    author: int
    scene: int
    appeal: float
    facts: list[Event]
    visibility: Visibility
    remixable: bool
    likers: set[int] = field(default_factory=set)
    said: deque[Said] = field(default_factory=lambda: deque(maxlen=ANSWERED))
    hidden: bool = False
    removed: bool = False

    @property
    def post(self) -> Post:
        """As its stream has it."""
        post: Post | None = None
        for fact in self.facts:
            post = fact.mutate(post)
        assert post is not None
        return post

    def more(self, post: Post) -> Append:
        """What happened to it since."""
        facts = post.collect_events()
        self.facts += facts
        return Append(self.id, facts)


class Attention:
    """The ring. `span`: how many tickets it holds."""

    def __init__(self, span: int, chance: Random) -> None:
        self._span = span
        self._chance = chance
        self._tickets: list[Shown] = []
        self._next = 0

    def draw(self, shown: Shown, tickets: int) -> None:
        """A post gets tickets."""
        for _ in range(min(tickets, self._span)):
            if len(self._tickets) < self._span:
                self._tickets.append(shown)
            else:
                self._tickets[self._next] = shown
                self._next = (self._next + 1) % self._span

    def look(self) -> Shown | None:
        """A post that someone sees; None before there is one."""
        return self._tickets[int(self._chance.random() * len(self._tickets))] if self._tickets else None

    def liked(self, shown: Shown) -> None:
        """Others see it, too, as they see what appeals."""
        if self._chance.random() < shown.appeal:
            self.draw(shown, 1)
