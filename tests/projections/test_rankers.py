"""Rankers: each score follows from its terms, is a number whatever happens, and is what it always was."""

from __future__ import annotations

import math
from collections.abc import Callable
from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.formulas import FormulaError, Node, write
from projections.rankers import Bucket, Facts, Term, trial
from tests.domain.test_formulas import NODES_OF_ALL_KINDS
from tests.rankers import RANKERS

NOW = 1_800_000_000.0
HOUR = 3600.0

buckets = st.builds(
    Bucket,
    st.integers(0, 2_000).map(lambda steps: int(NOW) - steps * 300),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.integers(0, 500),
    st.integers(0, 500),
)
facts = st.builds(Facts, st.lists(buckets, min_size=1, max_size=20), st.floats(NOW - 1e7, NOW + 10), st.just(NOW))


def _likes(seen: Facts) -> int:
    return sum(bucket.likes_gained - bucket.likes_lost for bucket in seen.buckets)


def _decay(seen: Facts) -> float:
    likes = comments = 0.0
    for bucket in seen.buckets:
        weight = 0.5 ** (max(0.0, seen.ranked_at - bucket.start) / HOUR / 6.0)
        likes += weight * (bucket.likes_gained - bucket.likes_lost)
        comments += weight * 2.0 * (bucket.comments_gained - bucket.comments_lost)
    return likes + comments


def _hacker_news(seen: Facts) -> float:
    votes = float(_likes(seen))
    pull = float((seen.age_hours + 2.0) ** 1.8)
    return float(votes**0.8) / pull if votes > 0 else votes / pull


def _reddit(seen: Facts) -> float:
    votes = _likes(seen)
    order = ((votes > 0) - (votes < 0)) * log10(max(abs(votes), 1))
    return order + (seen.shared_at - 1134028003.0) / 45000.0


def _lemmy(seen: Facts) -> float:
    return 10_000.0 * log10(max(1, 3 + _likes(seen))) / float((seen.age_hours + 2.0) ** 1.8)


FIRST: dict[str, Callable[[Facts], float]] = {
    "decay": _decay,
    "hacker-news": _hacker_news,
    "reddit": _reddit,
    "lemmy": _lemmy,
    "top": _likes,
}
"""Version 1 of what there was before there were formulas, in plain words."""


@given(st.sampled_from(sorted(FIRST)), facts)
def test_a_formula_gives_the_very_number_that_its_plain_words_do(name: str, seen: Facts) -> None:
    ranker = RANKERS[name]
    assert ranker.score(ranker.terms(seen)) == FIRST[name](seen)


@given(NODES_OF_ALL_KINDS, facts)
def test_every_formula_has_a_score_and_terms_give_it_again(node: Node, seen: Facts) -> None:
    try:
        ranker = trial(write(node))
    except FormulaError:
        return
    terms = ranker.terms(seen)
    score = ranker.score(terms)
    assert isinstance(score, float) and math.isfinite(score)
    assert ranker.score([Term(term.name, term.value, 0) for term in terms]) == score
    assert trial(ranker.formula).score(ranker.terms(seen)) == score


@pytest.mark.parametrize(
    ("formula", "score"),
    [
        ("1 / 0", 0),
        ("1 / (1 / 0) + 1", 1),
        ("ln(0) + log10(-1) + sqrt(-1)", 0),
        ("exp(1000)", 0),
        ("1e300 * 1e300 - 1e300 * 1e300", 0),
        ("(-8) ^ 0.5", 0),
        ("0 ^ -1", 0),
        ("10 ^ 400", 0),
        ("2 ^ 3 ^ 2", 512),
        ("-2 ^ 2", -4),
        ("10 - 4 - 3", 3),
        ("if(likes, 1, 2) + if(likes = 5, 10, 20)", 11),
        ("(likes > 4) + (likes >= 5) + (likes < 5) + (likes <= 5) + (likes != 5)", 3),
        ("sign(-3) * abs(-3) + min(4, 2, 3) + max(1, 2)", 1),
        ("recent(likes, 2) + 100 * recent(comments, 2)", 3),
        ("likes_gained * 100 + likes_lost * 10 + comments", 612),
    ],
)
def test_what_a_formula_comes_to(formula: str, score: float) -> None:
    """Five likes stand, of six; three of them of the last hour. Two comments, older."""
    seen = Facts([Bucket(int(NOW) - 9_000, 2, 0, 2, 0), Bucket(int(NOW) - 3_000, 4, 1, 0, 0)], NOW - 7_200, NOW)
    ranker = trial(formula)
    assert ranker.score(ranker.terms(seen)) == score


def test_a_term_tells_how_many_events_are_behind_it() -> None:
    seen = Facts([Bucket(int(NOW) - 9_000, 2, 1, 2, 0), Bucket(int(NOW), 4, 1, 0, 1)], NOW, NOW)
    terms = trial("likes + likes_lost + decayed(comments, 6) + recent(likes, 1) + hours").terms(seen)
    assert [(term.name, term.events) for term in terms] == [
        ("likes", 8),
        ("likes_lost", 2),
        ("decayed(comments, 6)", 3),
        ("recent(likes, 1)", 5),
        ("hours", 1),
    ]
