"""What stands at a position: which posts boards may show, and what they got. Moves forward, stretch by stretch."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

from domain.posts import Visibility
from projections.changes import Effect, Replace, Row, Update
from projections.rankers import Bucket, Facts
from projections.replays.stretch import Stretch
from projections.views.trending import BOARD_DEPTH, Candidate, Window


class Listed(NamedTuple):
    """Where and when a post first was public."""

    position: int
    at: datetime


class Standings:
    """Which posts boards may show."""

    def __init__(self) -> None:
        self._folded = Stretch()

    def move(self, stretch: Stretch) -> None:
        """Go on by the stretch that follows, which stays as it is."""
        posts = {post: _copied(effect) for post, effect in stretch.posts.items()}
        self._folded.join(Stretch({}, posts, stretch.limited, stretch.unfolded))

    def listed(self, post: UUID) -> Listed | None:
        """Where and when a post first was public, if it was."""
        row = self._row(post)
        if row is None or row["first_public_at"] is None:
            return None
        return Listed(cast(int, row["first_public_position"]), cast(datetime, row["first_public_at"]))

    def shown(self, post: UUID) -> bool:
        """Whether it is shown where everyone looks, as `projections.restricting.DISCOVERED` says in SQL."""
        row = self._row(post)
        if row is None:
            return False
        if row["visibility"] != Visibility.PUBLIC or row["removed"] or row["hidden"]:
            return False
        return cast(int, row["limited"]) <= 0 and self._folded.limited.get(cast(UUID, row["author"]), 0) <= 0

    def all(self) -> frozenset[UUID]:
        """Every post that is shown where everyone looks."""
        return frozenset(post for post in self._folded.posts if self.shown(post))

    def _row(self, post: UUID) -> Row | None:
        effect = self._folded.posts.get(post)
        return effect.row if isinstance(effect, Replace) else None

    @property
    def unfolded(self) -> int:
        """How many events are missing, because they could not be read or folded."""
        return self._folded.unfolded


@dataclass(slots=True)
class _Active:
    """What a post got in the window: its buckets in order, and what they come to."""

    total: int = 0
    buckets: dict[int, Bucket] = field(default_factory=dict)

    def count(self, bucket: Bucket) -> None:
        """Time does not fall, so buckets come in order, and only the last one grows."""
        before = self.buckets.get(bucket.start)
        self.buckets[bucket.start] = bucket if before is None else _joined(before, bucket)
        self.total += _sum(bucket)


class Standing:
    """Everything up to a position that boards over one window are made of. The times of the boards may not go back."""

    def __init__(self, window: Window) -> None:
        self.standings = Standings()
        self._window = window
        self._posts: dict[UUID, _Active] = {}
        self._starts: dict[int, set[UUID]] = {}

    def move(self, stretch: Stretch) -> None:
        """Go on by the stretch that follows, which stays as it is."""
        self.standings.move(stretch)
        for start, counted in stretch.tallies.items():
            self._starts.setdefault(start, set()).update(counted)
            for post, counters in counted.items():
                self._posts.setdefault(post, _Active()).count(Bucket(start, *counters))

    def candidates(self, ranked_at: datetime, shown: Container[UUID]) -> list[Candidate]:
        """What a board ranks at a time: of the posts `shown`, those that were public by then."""
        now = ranked_at.timestamp()
        self._forget(self._window.first_bucket(now))
        return [
            Candidate(post, listed.position, Facts(list(active.buckets.values()), listed.at.timestamp(), now))
            for active, listed, post in self._most(shown)
        ]

    def _most(self, shown: Container[UUID]) -> list[tuple[_Active, Listed, UUID]]:
        """The posts with the most, and of as many those that came last. Looks no further than it has to."""
        most: list[tuple[_Active, Listed, UUID]] = []
        for post, active in sorted(self._posts.items(), key=lambda item: item[1].total, reverse=True):
            if len(most) >= BOARD_DEPTH and active.total < most[BOARD_DEPTH - 1][0].total:
                break
            if post in shown and (listed := self.standings.listed(post)):
                most.append((active, listed, post))
        most.sort(key=lambda one: (one[0].total, one[1].position), reverse=True)
        return most[:BOARD_DEPTH]

    def _forget(self, since: int) -> None:
        """Buckets that began before a time: no later board looks at them."""
        for start in [start for start in self._starts if start < since]:
            for post in self._starts.pop(start):
                active = self._posts[post]
                active.total -= _sum(active.buckets.pop(start))
                if not active.buckets:
                    del self._posts[post]


def _sum(bucket: Bucket) -> int:
    return bucket.likes_gained - bucket.likes_lost + bucket.comments_gained - bucket.comments_lost


def _joined(first: Bucket, then: Bucket) -> Bucket:
    return Bucket(
        first.start,
        first.likes_gained + then.likes_gained,
        first.likes_lost + then.likes_lost,
        first.comments_gained + then.comments_gained,
        first.comments_lost + then.comments_lost,
    )


def _copied(effect: Effect) -> Effect:
    """Joining uses up what it is given."""
    match effect:
        case Replace(row):
            return Replace(None if row is None else dict(row))
        case Update(puts, adds):
            return Update(dict(puts), dict(adds))
