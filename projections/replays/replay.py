"""A replay: how the board moved under one ranker and under another, step by step, over the same facts.

It is a function of the log up to `Spec.now` alone. It reads events and writes nothing; it has no clock and no chance,
so that the same log and the same question have the same answer everywhere, and one digest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple, Protocol
from uuid import UUID

from domain.log import Recorded
from projections.fold import uncollected
from projections.rankers import Ranker
from projections.replays.outcome import Entry, Formula, Frame, Outcome
from projections.replays.standing import Standing, Standings
from projections.replays.stretch import STANDING_TOPICS, TOPICS, Stretch, fold
from projections.views.trending import Ranked, Window, order


class Step(NamedTuple):
    """A moment: the last event that has happened, and the time at which boards are ranked."""

    position: int
    ranked_at: datetime


@dataclass(frozen=True, slots=True)
class Spec:
    """What is asked.

    a, b     the two rankers
    steps    the moments, none before the one ahead of it; at least one
    began    a position before every event that the first board counts; zero is always right
    now      the position at which it is judged what may be shown; not before the last step
    top      how many places of each board are told
    watched  posts that are told whatever their place
    """

    a: Ranker
    b: Ranker
    window: Window
    steps: tuple[Step, ...]
    began: int
    now: int
    top: int
    watched: tuple[UUID, ...] = ()


class Part(NamedTuple):
    """Events to fold: those of some topics with after < position <= upto."""

    after: int
    upto: int
    topics: Sequence[str]


class Events(Protocol):
    """The log, in order, as `projections.source.Source` gives it."""

    def stream(self, after: int, upto: int, topics: Sequence[str]) -> Iterator[list[Recorded]]:
        """The events of these topics in (after, upto], a page at a time; what cannot be read as `Unreadable`."""
        ...


def replay(spec: Spec, events: Events, report: Callable[[int], None] = lambda position: None) -> Outcome:
    """Fold and rank in this process. `report` is told each position that is reached."""

    def pages(part: Part) -> Iterator[list[Recorded]]:
        for page in events.stream(*part):
            yield page
            report(page[-1].position)

    with uncollected():
        return finish(spec, [_joined(fold(pages(part)) for part in parts) for parts in stretches(spec)])


def _joined(stretches: Iterable[Stretch]) -> Stretch:
    whole = Stretch()
    for stretch in stretches:
        whole.join(stretch)
    return whole


def stretches(spec: Spec) -> list[list[Part]]:
    """What to fold, in order: a stretch up to each step, and one from the last step to now.

    What is counted before the first board's window and after the last board is left out: no board looks at it.
    """
    first, last = spec.steps[0].position, spec.steps[-1].position
    began = min(spec.began, first)
    parts = [[Part(0, began, STANDING_TOPICS), Part(began, first, TOPICS)]]
    parts += [[Part(before.position, step.position, TOPICS)] for before, step in pairwise(spec.steps)]
    return [*parts, [Part(last, spec.now, STANDING_TOPICS)]]


def finish(spec: Spec, folded: Sequence[Stretch]) -> Outcome:
    """The boards, from the stretches that `stretches` names: each folded by `fold`, and joined where it was cut."""
    end = Standings()
    for stretch in folded:
        end.move(stretch)
    frames = tuple(_frames(spec, folded, end.all()))
    return Outcome(_told(spec.a), _told(spec.b), spec.window, spec.top, spec.now, frames, end.unfolded)


def _frames(spec: Spec, folded: Sequence[Stretch], shown: Collection[UUID]) -> Iterator[Frame]:
    """Boards of what was shown then and is now."""
    standing = Standing(spec.window)
    for step, stretch in zip(spec.steps, folded, strict=False):  # the last stretch is after the last step
        standing.move(stretch)
        candidates = standing.candidates(step.ranked_at, shown)
        boards = (order(candidates, ranker) for ranker in (spec.a, spec.b))
        a, b = ([one for one in board if standing.standings.shown(one.id)] for board in boards)
        yield Frame(*step, tuple(_entries(spec, a)), tuple(_entries(spec, b)))


def _entries(spec: Spec, board: Sequence[Ranked]) -> Iterator[Entry]:
    for place, one in enumerate(board, start=1):
        if place <= spec.top or one.id in spec.watched:
            yield Entry(place, one.id, one.score, one.terms)


def _told(ranker: Ranker) -> Formula:
    return Formula(ranker.name, ranker.version, ranker.formula)
