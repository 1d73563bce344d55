"""What a replay comes to, and the digest by which two of them are compared."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from projections.rankers import Term
from projections.views.trending import Window

DIGITS = ".12e"
"""Scores are compared to so many digits: processors may differ in the sixteenth."""


class Formula(NamedTuple):
    """A ranker, told."""

    name: str
    version: int
    formula: str


class Entry(NamedTuple):
    """A post on a board. Its terms give its score, exactly."""

    place: int
    post: UUID
    score: float
    terms: tuple[Term, ...]


class Frame(NamedTuple):
    """Both boards at a step, best first: the places that were asked for, then posts that are watched."""

    position: int
    ranked_at: datetime
    a: tuple[Entry, ...]
    b: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the boards moved under ranker `a` and under `b`.

    top       places told of each board
    now       the position at which it was judged what may be shown
    unfolded  events that could not be read or folded, and are missing from it
    """

    a: Formula
    b: Formula
    window: Window
    top: int
    now: int
    frames: tuple[Frame, ...]
    unfolded: int

    @property
    def digest(self) -> str:
        """SHA-256 of the question and the boards in JSON: equal wherever, however and however often it is replayed."""
        boards = [
            [frame.position, frame.ranked_at.timestamp(), self._told(frame.a), self._told(frame.b)]
            for frame in self.frames
        ]
        whole = [self.a, self.b, self.window, self.top, self.now, self.unfolded, boards]
        return hashlib.sha256(json.dumps(whole, separators=(",", ":")).encode()).hexdigest()

    def _told(self, board: tuple[Entry, ...]) -> list[object]:
        return [
            [one.place, one.post.hex, _digits(one.score), [[t.name, _digits(t.value), t.events] for t in one.terms]]
            for one in board
            if one.place <= self.top
        ]


def _digits(number: float) -> str:
    return format(number + 0.0, DIGITS)
