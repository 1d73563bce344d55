"""Rankers at work: from what a post has gained, and its age, to its score. Named, versioned, and the same for ever.

A score is computed from its terms alone, so whoever has the terms and the formula can compute it again, exactly.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from domain.formulas import Signal, canonical, parse, signals
from projections.formulas import Evaluate, evaluation

HOUR = 3600.0
UNSAVED = "a formula"
"""The name of what has none: a formula that somebody tries."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """What a post gained and lost in one stretch of time. `start` in seconds since 1970."""

    start: int
    likes_gained: int
    likes_lost: int
    comments_gained: int
    comments_lost: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a ranker may look at: a post's buckets in order, when it was shared, and when the board is ranked.

    Times in seconds since 1970.
    """

    buckets: Sequence[Bucket]
    shared_at: float
    ranked_at: float

    @property
    def age_hours(self) -> float:
        """Hours since the post was shared; zero for one shared after the board's time."""
        return max(0.0, self.ranked_at - self.shared_at) / HOUR


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a score, and how many events are behind it."""

    name: str
    value: float
    events: int


Measure = Callable[[Facts], Term]
Moved = Callable[[Bucket], tuple[int, int, int]]

MOVED: Mapping[str, Moved] = {
    "likes": attrgetter("start", "likes_gained", "likes_lost"),
    "likes_gained": lambda bucket: (bucket.start, bucket.likes_gained, 0),
    "likes_lost": lambda bucket: (bucket.start, bucket.likes_lost, 0),
    "comments": attrgetter("start", "comments_gained", "comments_lost"),
    "comments_gained": lambda bucket: (bucket.start, bucket.comments_gained, 0),
    "comments_lost": lambda bucket: (bucket.start, bucket.comments_lost, 0),
}
"""Of a bucket: when it began, and how far a signal went up and down in it. The events behind it are both together."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """A formula at work. FormulaError where it is none.

    formula  in the language of `domain.formulas`
    """

    name: str
    version: int
    description: str
    formula: str
    _measures: tuple[Measure, ...] = field(init=False, repr=False, compare=False)
    _evaluate: Evaluate = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        node = parse(self.formula)
        seen = signals(node)
        object.__setattr__(self, "_measures", tuple(_measure(signal) for signal in seen))
        object.__setattr__(self, "_evaluate", evaluation(node, seen))

    def terms(self, facts: Facts) -> tuple[Term, ...]:
        """What the formula looks at, in the order in which it names it."""
        return tuple([measure(facts) for measure in self._measures])

    def score(self, terms: Sequence[Term]) -> float:
        """What the formula gives for these terms."""
        return self._evaluate([term.value for term in terms])


def _measure(signal: Signal) -> Measure:
    name = str(signal)
    if signal.name == "hours":
        return lambda facts: Term(name, facts.age_hours, 1)
    if signal.name == "shared_at":
        return lambda facts: Term(name, facts.shared_at, 1)
    if signal.summed == "decayed":
        return _decayed(name, MOVED[signal.name], signal.hours)
    return _counted(name, MOVED[signal.name], signal.hours * HOUR if signal.summed else math.inf)


def _counted(name: str, moved: Moved, seconds: float) -> Measure:
    def measure(facts: Facts) -> Term:
        value = events = 0
        since = facts.ranked_at - seconds
        for start, up, down in map(moved, facts.buckets):
            if start > since:
                value += up - down
                events += up + down
        return Term(name, float(value), events)

    return measure


def _decayed(name: str, moved: Moved, half_life: float) -> Measure:
    def measure(facts: Facts) -> Term:
        value, events, ranked_at = 0.0, 0, facts.ranked_at
        for start, up, down in map(moved, facts.buckets):
            if up != down:
                age = ranked_at - start if start < ranked_at else 0.0
                value += 0.5 ** (age / HOUR / half_life) * (up - down)
            events += up + down
        return Term(name, value, events)

    return measure


def trial(formula: str) -> Ranker:
    """A ranker that is not kept. FormulaError where the text is no formula."""
    return Ranker(UNSAVED, 0, "", canonical(formula))
