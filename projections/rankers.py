"""Formulas that order posts, over whole-number tallies and age. Named, versioned, and the same for ever.

A score is computed from its terms alone, in one fixed order, so whoever has the terms can compute it again, exactly.
A formula that changes gets a new version, so that an old board can still be told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10

HOUR = 3600.0
HALF_LIFE_HOURS = 6.0
COMMENT_WEIGHT = 2.0
REDDIT_EPOCH = 1134028003.0
REDDIT_SECONDS = 45000.0


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
    def likes(self) -> int:
        """Likes that stand."""
        return sum(bucket.likes_gained - bucket.likes_lost for bucket in self.buckets)

    @property
    def like_events(self) -> int:
        """Likes given and taken back."""
        return sum(bucket.likes_gained + bucket.likes_lost for bucket in self.buckets)

    @property
    def comment_events(self) -> int:
        """Comments made and removed."""
        return sum(bucket.comments_gained + bucket.comments_lost for bucket in self.buckets)

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


@dataclass(frozen=True, slots=True)
class Ranker:
    """A formula.

    terms    the parts, in their fixed order
    combine  the score from the parts' values, in that order
    """

    name: str
    version: int
    description: str
    formula: str
    terms: Callable[[Facts], tuple[Term, ...]]
    combine: Callable[..., float]

    def score(self, terms: Sequence[Term]) -> float:
        """The score that these terms give."""
        return self.combine(*(term.value for term in terms))


def _decayed(facts: Facts) -> tuple[Term, ...]:
    likes = comments = 0.0
    for bucket in facts.buckets:
        weight = 0.5 ** (max(0.0, facts.ranked_at - bucket.start) / HOUR / HALF_LIFE_HOURS)
        likes += weight * (bucket.likes_gained - bucket.likes_lost)
        comments += weight * COMMENT_WEIGHT * (bucket.comments_gained - bucket.comments_lost)
    return (
        Term("likes", likes, facts.like_events),
        Term("comments", comments, facts.comment_events),
    )


def _votes_and_hours(facts: Facts) -> tuple[Term, ...]:
    return (Term("votes", float(facts.likes), facts.like_events), Term("hours", facts.age_hours, 1))


def _hot(facts: Facts) -> tuple[Term, ...]:
    votes = facts.likes
    sign = (votes > 0) - (votes < 0)
    return (
        Term("order", sign * log10(max(abs(votes), 1)), facts.like_events),
        Term("age", (facts.shared_at - REDDIT_EPOCH) / REDDIT_SECONDS, 1),
    )


def _scaled(facts: Facts) -> tuple[Term, ...]:
    return (
        Term("votes", log10(max(1, 3 + facts.likes)), facts.like_events),
        Term("hours", facts.age_hours, 1),
    )


def _counted(facts: Facts) -> tuple[Term, ...]:
    return (Term("likes", float(facts.likes), facts.like_events),)


def _gravity(votes: float, hours: float) -> float:
    pull: float = (hours + 2.0) ** 1.8
    return float(votes**0.8) / pull if votes > 0 else votes / pull


def _lemmy(votes: float, hours: float) -> float:
    pull: float = (hours + 2.0) ** 1.8
    return 10_000.0 * votes / pull


DECAY = Ranker(
    "decay",
    1,
    "Likes and comments count less the longer ago they came: half after six hours.",
    "likes + comments, where each like is 1 and each comment 2, times 0.5 ^ (hours since its bucket began / 6)",
    _decayed,
    lambda likes, comments: likes + comments,
)
HACKER_NEWS = Ranker(
    "hacker-news",
    1,
    "Votes against gravity, as Hacker News ranks: a post needs ever more likes to stay.",
    "votes ^ 0.8 / (hours + 2) ^ 1.8, hours since it was shared; negative votes are not raised to a power",
    _votes_and_hours,
    _gravity,
)
REDDIT = Ranker(
    "reddit",
    1,
    "Reddit's hot: ten times the likes make up for twelve and a half hours.",
    "order + age, order = sign(likes) * log10(max(|likes|, 1)), age = (seconds shared at - 1134028003) / 45000",
    _hot,
    lambda order, age: order + age,
)
LEMMY = Ranker(
    "lemmy",
    1,
    "Lemmy's active rank: the logarithm of likes against gravity.",
    "10000 * votes / (hours + 2) ^ 1.8, votes = log10(max(1, 3 + likes)), hours since it was shared",
    _scaled,
    _lemmy,
)
TOP = Ranker("top", 1, "Most likes in the window, whenever they came.", "likes", _counted, lambda likes: likes)

RANKERS = {ranker.name: ranker for ranker in (DECAY, HACKER_NEWS, REDDIT, LEMMY, TOP)}
"""All there are, by name; the first is the default."""
