"""What the notebook asks of an export: the same replay as `limn replay`, and a few questions in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from uuid import UUID

from infra.export.asking import rankers
from infra.export.opened import asked, opened
from infra.export.reading import ExportedLog
from infra.export.replaying import Exported
from infra.replays.drawn import drawing
from infra.replays.svg import svg
from projections.rankers import Ranker
from projections.replays.outcome import Entry, Outcome
from projections.replays.timeline import Question
from projections.replays.tracks import told
from projections.replays.why import why
from projections.views.trending import Window

DAY = timedelta(days=1)
HOURLY = 25
"""Steps of a day, with both of its ends."""

Line = dict[str, object]
"""A row of a table, as notebooks show it."""

DAYS = "SELECT min(day), max(day) FROM events"
ACTIVITY = """
SELECT hour(happened_at) AS hour, count(*) AS events, count(DISTINCT actor) AS people
FROM events WHERE day = getvariable('day')::DATE GROUP BY hour ORDER BY hour
"""
LIKES = """
SELECT posts.post, like_count AS shown,
    count(*) FILTER (topic = 'post.liked') - count(*) FILTER (topic = 'post.unliked') AS folded
FROM posts LEFT JOIN events ON subject = posts.post GROUP BY ALL ORDER BY shown DESC, posts.post
"""
BEHIND = """
SELECT position, happened_at, topic, accounts.handle FROM events LEFT JOIN accounts ON account = actor
WHERE subject = getvariable('post') AND topic IN ('post.liked', 'post.unliked', 'post.commented', 'comment.removed')
ORDER BY position
"""


@dataclass(frozen=True, slots=True)
class Boards:
    """How both boards moved over a day, and what the posts on them are called."""

    a: Ranker
    b: Ranker
    outcome: Outcome
    titles: Mapping[UUID, str]

    @property
    def picture(self) -> str:
        """Ranks over time, as SVG."""
        return svg(drawing(self.outcome, self.titles))

    def last(self, first: bool) -> list[Line]:
        """The board at the end of the day, under the first ranker or the second."""
        return [self._line(entry) for entry in self._board(first)]

    def pairs(self, first: bool) -> dict[str, UUID]:
        """The posts on it, by how they are called there."""
        return {f"{entry.place}. {self.titles[entry.post]}": entry.post for entry in self._board(first)}

    def why(self, first: bool, one: UUID, other: UUID) -> list[Line]:
        """Term by term, why one of them stands above the other; nothing where they are one."""
        found = why(self.a if first else self.b, self._board(first), one, other)
        if found is None:
            return []
        upper, lower = self.titles[found.upper.post], self.titles[found.lower.post]
        return [
            {
                "term": reason.name,
                f"{found.upper.place}. {upper}": round(reason.upper, 4),
                f"{found.lower.place}. {lower}": round(reason.lower, 4),
                "events": f"{reason.upper_events} and {reason.lower_events}",
                "with the other's value": "it would stand below" if reason.decides else "it would still stand above",
            }
            for reason in found.reasons
        ]

    def _board(self, first: bool) -> Sequence[Entry]:
        frame = self.outcome.frames[-1]
        return [entry for entry in (frame.a if first else frame.b) if entry.post in self.titles]

    def _line(self, entry: Entry) -> Line:
        terms = {term.name: round(term.value, 4) for term in entry.terms}
        return {"place": entry.place, "by": self.titles[entry.post], "score": round(entry.score, 6), **terms}


class Asking:
    """An export, asked. Raises Problem where it is none, or not the whole log."""

    def __init__(self, folder: Path) -> None:
        self._where = Exported(folder)
        self._log = ExportedLog(folder)
        self._duck = opened(folder)

    @cached_property
    def days(self) -> tuple[date, date]:
        """The first and the last day on which something happened."""
        ((first, last),) = asked(self._duck, DAYS)[1]
        assert isinstance(first, date)
        assert isinstance(last, date)
        return first, last

    @property
    def rankers(self) -> list[str]:
        """Names of rankers that stand."""
        return rankers(self._log)

    def boards(self, day: date, one: str, other: str, top: int = 20) -> Boards:
        """A day, hour by hour, under two rankers: names or formulas. DomainError where either is neither."""
        first, last = self._where.span
        begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
        a, b = self._where.ranker(one), self._where.ranker(other)
        begin, end = max(begin, first), min(begin + DAY, last)
        outcome = self._where.answered(
            self._where.asked(Question(a, b, Window.DAY, begin, end, HOURLY, top=top)), lambda position: None
        )
        return Boards(a, b, outcome, self._where.titles(told(outcome)))

    def activity(self, day: date) -> list[Line]:
        """Events and people of each hour."""
        return self._asked(ACTIVITY, day=day.isoformat())

    def counted(self) -> list[Line]:
        """The likes of each post, as its page shows them and as its events add up."""
        return self._asked(LIKES)

    def behind(self, post: str) -> list[Line]:
        """The events behind a post's numbers."""
        return self._asked(BEHIND, post=post)

    def _asked(self, question: str, **variables: str) -> list[Line]:
        for name, value in variables.items():
            self._duck.execute(f"SET VARIABLE {name} = ?", [value])
        names, rows = asked(self._duck, question)
        return [dict(zip(names, row, strict=True)) for row in rows]
