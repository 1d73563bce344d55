"""What boards need to know of a stretch of the log, folded by the views' own functions.

Stretches that follow each other join into one, left to right, and it does not matter where the log was cut: they can
be folded anywhere, and joined afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from domain.events import Event
from domain.log import Recorded
from domain.posts import PostEdited, PostRemoved, PostShared
from domain.restrictions import AccountLifted, AccountRestricted, PostLifted, PostRestricted
from projections.changes import Effect, Replace, Row, Update, merge
from projections.fold import Batch, Fold
from projections.view import View
from projections.views import accounts, posts, trending

Counters = list[int]
"""As `trending.tally` counts, in the order of its columns."""

KEPT = (
    "author",
    "visibility",
    "removed",
    "first_public_position",
    "first_public_at",
    "limited",
    "hidden",
)
"""Of a post: whether boards may show it, and how old it is."""


def _part(view: View, *kinds: type[Event]) -> View:
    """A view as if nothing but these kinds of events ever happened."""
    part = View(view.name, view.version, view.tables)
    part.handlers.update((kind, view.handlers[kind]) for kind in kinds)
    return part


STANDINGS = (
    _part(posts.view, PostShared, PostEdited, PostRemoved, PostRestricted, PostLifted),
    _part(accounts.view, AccountRestricted, AccountLifted),
)
STANDING_TOPICS = Fold(STANDINGS).topics
"""What says whether a post may be shown."""
FOLD = Fold([*STANDINGS, trending.view])
TOPICS = FOLD.topics
"""That, and what is counted."""


@dataclass(slots=True)
class Stretch:
    """A stretch of the log, folded.

    tallies   what each post got, by bucket
    posts     what became of a post: its effect, of the columns `KEPT`
    limited   by how many decisions more an account is limited
    unfolded  events that could not be read or folded, and are missing
    """

    tallies: dict[int, dict[UUID, Counters]] = field(default_factory=dict)
    posts: dict[UUID, Effect] = field(default_factory=dict)
    limited: dict[UUID, int] = field(default_factory=dict)
    unfolded: int = 0

    def join(self, then: Stretch) -> None:
        """Take in the stretch that follows; it is used up."""
        self._join_tallies(then.tallies)
        self._join_standings(then.posts, then.limited)
        self.unfolded += then.unfolded

    def _join_tallies(self, then: dict[int, dict[UUID, Counters]]) -> None:
        for bucket, counted in then.items():
            here = self.tallies.setdefault(bucket, counted)
            if here is not counted:
                for post, counters in counted.items():
                    _count(here.setdefault(post, counters), counters)

    def _join_standings(self, posts: dict[UUID, Effect], limited: dict[UUID, int]) -> None:
        for post, effect in posts.items():
            first = self.posts.get(post)
            self.posts[post] = effect if first is None else merge(first, effect)
        for account, more in limited.items():
            self.limited[account] = self.limited.get(account, 0) + more


def fold(pages: Iterable[Sequence[Recorded]]) -> Stretch:
    """Events of `TOPICS` that follow each other, in order; others are passed over."""
    stretch = Stretch()
    for page in pages:
        batch = Batch()
        unfolded = len(FOLD.into(batch, page))
        stretch.join(
            Stretch(
                _tallies(batch),
                dict(_standings(batch)),
                dict(_limits(batch)),
                unfolded,
            )
        )
    return stretch


def _count(here: Counters, more: Counters) -> None:
    if here is not more:
        for place, count in enumerate(more):
            here[place] += count


def _tallies(batch: Batch) -> dict[int, dict[UUID, Counters]]:
    tallies: dict[int, dict[UUID, Counters]] = {}
    for (bucket, post), effect in cast(dict[tuple[int, UUID], Update], batch.tables[trending.tally]).items():
        tallies.setdefault(bucket, {})[post] = [effect.adds.get(name, 0) for name in trending.tally.adds]
    return tallies


def _standings(batch: Batch) -> Iterator[tuple[UUID, Effect]]:
    for post, effect in cast(dict[UUID, Effect], batch.tables[posts.posts]).items():
        match effect:
            case Replace(row):
                yield post, Replace(None if row is None else _kept(row))
            case Update(puts, adds):
                kept = Update(_kept(puts), {name: more for name, more in adds.items() if name in KEPT})
                if kept.puts or kept.adds:
                    yield post, kept


def _kept(row: Row) -> Row:
    return {name: row[name] for name in KEPT if name in row}


def _limits(batch: Batch) -> Iterator[tuple[UUID, int]]:
    for account, effect in cast(dict[UUID, Update], batch.tables[accounts.accounts]).items():  # none begins here
        if more := effect.adds.get("limited", 0):
            yield account, more
