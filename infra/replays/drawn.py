"""What a chart of a replay shows, in the terminal and as SVG: the same lines, under the same names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from projections.replays.outcome import Formula, Outcome
from projections.replays.tracks import Places, tracks

DEPTH = 10
"""Places that a chart shows: more lines than that cannot be told apart."""
MOST_LINES = 24
"""Posts that are drawn: those at an end of a board, and those that stood highest for longest."""


class Line(NamedTuple):
    """A post: its title, and its places under the first and under the second ranker."""

    title: str
    places: tuple[Places, Places]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Names of both rankers, the times of the steps, and a line for each post; `depth` places are shown."""

    names: tuple[str, str]
    times: tuple[str, ...]
    lines: tuple[Line, ...]
    depth: int

    def narrowed(self, most: int) -> Drawing:
        """With at most so many steps, evenly chosen, the first and the last among them."""
        count = len(self.times)
        if count <= most:
            return self
        kept = [round(place * (count - 1) / (most - 1)) for place in range(most)]
        lines = [
            Line(line.title, (_picked(line.places[0], kept), _picked(line.places[1], kept))) for line in self.lines
        ]
        return replace(self, times=tuple(self.times[step] for step in kept), lines=tuple(lines))


def drawing(outcome: Outcome, titles: Mapping[UUID, str]) -> Drawing:
    """Of the posts that have a title."""
    depth = min(outcome.top, DEPTH)
    lines = [
        Line(titles[track.post], (_shown(track.a, depth), _shown(track.b, depth))) for track in tracks(outcome, titles)
    ]
    prominent = sorted(lines, key=lambda line: _prominence(line, depth), reverse=True)[:MOST_LINES]
    drawn = tuple(line for line in lines if line in prominent and any(map(any, line.places)))
    times = tuple(f"{frame.ranked_at:%Y-%m-%d %H:%M}" for frame in outcome.frames)
    return Drawing((name(outcome.a), name(outcome.b)), times, drawn, depth)


def name(ranker: Formula) -> str:
    """How a ranker is headed: a formula that has no name by itself."""
    return f"{ranker.name} (version {ranker.version})" if ranker.version else ranker.formula


def _prominence(line: Line, depth: int) -> tuple[bool, int]:
    """Who stands at an end comes first; else the higher a post stood, and the longer."""
    ends = any(places[-1] for places in line.places)
    return ends, sum(depth + 1 - place for places in line.places for place in places if place)


def _shown(places: Places, depth: int) -> Places:
    return tuple(place if place and place <= depth else None for place in places)


def _picked(places: Places, kept: list[int]) -> Places:
    return tuple(places[step] for step in kept)
