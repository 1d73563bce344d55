"""The places of each post over the steps of a replay: what a chart draws."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from projections.replays.outcome import Entry, Outcome

Places = tuple[int | None, ...]
"""At each step; None where the post is not on the board as far as it is told."""


class Track(NamedTuple):
    """How a post moved, under either ranker."""

    post: UUID
    a: Places
    b: Places


def tracks(outcome: Outcome, wanted: Collection[UUID]) -> list[Track]:
    """Those of the posts that were on a board, the ones that stand best at the end first."""
    a = [_places(frame.a, outcome.top) for frame in outcome.frames]
    b = [_places(frame.b, outcome.top) for frame in outcome.frames]
    posts = dict.fromkeys(post for board in (*a[::-1], *b[::-1]) for post in board if post in wanted)
    found = [
        Track(post, tuple(board.get(post) for board in a), tuple(board.get(post) for board in b)) for post in posts
    ]
    return sorted(found, key=_standing)


def told(outcome: Outcome) -> set[UUID]:
    """Every post that is told of."""
    return {entry.post for frame in outcome.frames for entry in (*frame.a, *frame.b)}


def only(outcome: Outcome, shown: Container[UUID]) -> Outcome:
    """As if there were no other posts than these: nothing tells that one is missing."""
    frames = [frame._replace(a=_closed(frame.a, shown), b=_closed(frame.b, shown)) for frame in outcome.frames]
    return replace(outcome, frames=tuple(frames))


def _closed(board: Iterable[Entry], shown: Container[UUID]) -> tuple[Entry, ...]:
    seen = [entry for entry in board if entry.post in shown]
    return tuple(entry._replace(place=place) for place, entry in enumerate(seen, start=1))


def _places(board: Iterable[Entry], top: int) -> dict[UUID, int]:
    return {entry.post: entry.place for entry in board if entry.place <= top}


def _standing(track: Track) -> tuple[Sequence[float], str]:
    """By the better of both last places, then by the best there ever was."""
    last = min(_or_last(track.a[-1]), _or_last(track.b[-1]))
    best = min(_or_last(place) for place in (*track.a, *track.b))
    return (last, best), track.post.hex


def _or_last(place: int | None) -> float:
    return float("inf") if place is None else place
