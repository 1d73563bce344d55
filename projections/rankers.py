"""Rankers at work: from what a post has gained, and its age, to its score. Named, versioned, and the same for ever.

A score is computed from its terms alone, so whoever has the terms and the formula can compute it again, exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.default_rankers import DEFAULT_RANKERS
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
Count = Callable[[Bucket], int]

COUNTS: Mapping[str, tuple[Count, Count]] = {
    "likes": (lambda b: b.likes_gained - b.likes_lost, lambda b: b.likes_gained + b.likes_lost),
    "likes_gained": (lambda b: b.likes_gained, lambda b: b.likes_gained),
    "likes_lost": (lambda b: b.likes_lost, lambda b: b.likes_lost),
    "comments": (lambda b: b.comments_gained - b.comments_lost, lambda b: b.comments_gained + b.comments_lost),
    "comments_gained": (lambda b: b.comments_gained, lambda b: b.comments_gained),
    "comments_lost": (lambda b: b.comments_lost, lambda b: b.comments_lost),
}
"""Of a bucket: what a signal is there, and how many events that is made of."""


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
    count, events = COUNTS[signal.name]
    if signal.summed == "decayed":
        return _decayed(name, count, events, signal.hours)
    if signal.summed == "recent":
        return _recent(name, count, events, signal.hours * HOUR)
    return lambda facts: Term(name, float(sum(map(count, facts.buckets))), sum(map(events, facts.buckets)))


def _decayed(name: str, count: Count, events: Count, half_life: float) -> Measure:
    def measure(facts: Facts) -> Term:
        value = 0.0
        for bucket in facts.buckets:
            value += 0.5 ** (max(0.0, facts.ranked_at - bucket.start) / HOUR / half_life) * count(bucket)
        return Term(name, value, sum(map(events, facts.buckets)))

    return measure


def _recent(name: str, count: Count, events: Count, seconds: float) -> Measure:
    def measure(facts: Facts) -> Term:
        late = [bucket for bucket in facts.buckets if bucket.start > facts.ranked_at - seconds]
        return Term(name, float(sum(map(count, late))), sum(map(events, late)))

    return measure


def trial(formula: str) -> Ranker:
    """A ranker that is not kept. FormulaError where the text is no formula."""
    return Ranker(UNSAVED, 0, "", canonical(formula))


RANKERS = {one.name: Ranker(one.name, 1, one.description or "", one.formula) for one in DEFAULT_RANKERS}
"""Those that a new Limn starts with, by name, as they are at their start."""
