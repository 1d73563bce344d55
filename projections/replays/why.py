"""Why one post stands above another: their terms side by side, and what each of the terms decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from projections.rankers import Ranker
from projections.replays.outcome import Entry


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of both.

    swapped  the score of the upper post if it had the lower one's value of this term
    decides  whether it would then no longer stand above
    """

    name: str
    upper: float
    upper_events: int
    lower: float
    lower_events: int
    swapped: float
    decides: bool


@dataclass(frozen=True, slots=True)
class Why:
    """Two posts on one board, the better one first."""

    upper: Entry
    lower: Entry
    reasons: tuple[Reason, ...]


def why(ranker: Ranker, board: Sequence[Entry], one: object, other: object) -> Why | None:
    """Of two posts by their ids; None where either is not on the board."""
    both = sorted((entry for entry in board if entry.post in {one, other}), key=lambda entry: entry.place)
    if len(both) != 2:
        return None
    upper, lower = both
    return Why(upper, lower, tuple(_reason(ranker, upper, lower, place) for place in range(len(upper.terms))))


def _reason(ranker: Ranker, upper: Entry, lower: Entry, place: int) -> Reason:
    mine, theirs = upper.terms[place], lower.terms[place]
    terms = [*upper.terms[:place], replace(mine, value=theirs.value), *upper.terms[place + 1 :]]
    swapped = ranker.score(terms)
    return Reason(mine.name, mine.value, mine.events, theirs.value, theirs.events, swapped, swapped < lower.score)
