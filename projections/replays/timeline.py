"""Which moments a replay looks at: from a question as people ask it to steps that are the same for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeAlias
from uuid import UUID

from domain.errors import invalid
from projections.rankers import Ranker
from projections.replays.replay import Spec, Step
from projections.views.trending import Window

MOST_STEPS = 500
MOST_PLACES = 100
STEPS = 25
"""Hourly over a day, with both of its ends."""
SPANS = {
    Window.HOUR: timedelta(hours=1),
    Window.DAY: timedelta(days=1),
    Window.WEEK: timedelta(days=7),
}
"""How far back a replay over a window begins, where nobody says."""

Moment: TypeAlias = int | datetime
"""A position or a time."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to know.

    begin, end  the first and the last moment; else the window's span before the end, and the newest event
    steps       how many moments, both ends among them; or
    every       how far they are apart
    top         places told of each board
    watched     posts told whatever their place
    most        steps that can be asked for
    """

    a: Ranker
    b: Ranker
    window: Window
    begin: Moment | None = None
    end: Moment | None = None
    steps: int | None = None
    every: timedelta | None = None
    top: int = 20
    watched: tuple[UUID, ...] = ()
    most: int = MOST_STEPS


class Clock(Protocol):
    """The times of the log's events, which never fall from one position to the next."""

    def head(self) -> int:
        """The newest position; zero where nothing has happened."""
        ...

    def time(self, position: int) -> datetime:
        """When an event happened that is there."""
        ...

    def positions(self, times: Sequence[datetime], head: int) -> list[int]:
        """For each time the last position whose event had happened by then; zero for times before the first."""
        ...


def spec(question: Question, clock: Clock, now: datetime) -> Spec:
    """The replay that answers a question. INVALID for moments that are not there, or too many."""
    if not 1 <= question.top <= MOST_PLACES:
        raise invalid("top", f"Ask for 1 to {MOST_PLACES} places.")
    head = clock.head()
    if head == 0:
        raise invalid("from", "Nothing has happened yet: the log has no event to replay.")
    steps = _steps(question, clock, head, now)
    since = question.window.first_bucket(steps[0].ranked_at.timestamp())
    (began,) = clock.positions([datetime.fromtimestamp(since, UTC) - timedelta(microseconds=1)], head)
    return Spec(question.a, question.b, question.window, steps, began, head, question.top, question.watched)


def _steps(question: Question, clock: Clock, head: int, now: datetime) -> tuple[Step, ...]:
    first = clock.time(1)
    end = _time("to", head if question.end is None else question.end, clock, head, now, first)
    span = SPANS.get(question.window)
    default = max(first, end - span) if span else first
    begin = default if question.begin is None else _time("from", question.begin, clock, head, now, first)
    if begin > end:
        raise invalid("from", "It begins after its end. Change one of the two.")
    times = _times(begin, end, question)
    *earlier, last = clock.positions(times, head)
    if isinstance(question.end, int):
        last = question.end
    return tuple(Step(position, time) for position, time in zip([*earlier, last], times, strict=True))


def _time(field: str, moment: Moment, clock: Clock, head: int, now: datetime, first: datetime) -> datetime:
    if isinstance(moment, int):
        if not 1 <= moment <= head:
            raise invalid(field, f"Positions go from 1 to {head} now.")
        return clock.time(moment)
    if moment > now:
        raise invalid(field, "That is in the future.")
    if moment < first:
        raise invalid(field, f"Nothing had happened then: the first event is of {first.isoformat()}.")
    return moment


def _times(begin: datetime, end: datetime, question: Question) -> list[datetime]:
    """Evenly from `begin` to `end`; with `every`, the last stretch may be shorter."""
    every, most = question.every, question.most
    if every is None:
        count = STEPS if question.steps is None else question.steps
        if not 1 <= count <= most:
            raise invalid("steps", f"Ask for 1 to {most} steps.")
        if count == 1 or begin == end:
            return [end]
        return [begin + (end - begin) / (count - 1) * place for place in range(count - 1)] + [end]
    if every < timedelta(seconds=1):
        raise invalid("every", "Steps are at least a second apart.")
    count = -((begin - end) // every)  # rounded up
    if count >= most:
        raise invalid("every", f"That is {count + 1} steps. Ask for at most {most}.")
    return [begin + every * place for place in range(count)] + [end]
