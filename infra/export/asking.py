"""What a replay asks of an export, where it would else ask the running system: times, and rankers by name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from api.ids import NodeKind, node_id
from domain.errors import invalid
from domain.identity import ORIGIN
from domain.rankers import RankerDefined, RankerWithdrawn, reference
from infra.export.reading import ExportedLog
from infra.servers.problem import Exit, Problem
from projections.rankers import Ranker


def whole(log: ExportedLog) -> ExportedLog:
    """The log, if boards can be made from it: from the first event on, to where visibility held. Else a Problem."""
    made = log.manifest
    if made.after != ORIGIN or made.upto != made.visible_at:
        raise Problem("This export holds a part of the log, and boards need all of it.", "export it whole", Exit.USAGE)
    return log


class ExportedClock:
    """Implements `projections.replays.timeline.Clock`. What is not public has left no time."""

    def __init__(self, log: ExportedLog) -> None:
        self._head = log.manifest.visible_at
        self._positions: list[int] = log.column("position").to_pylist()
        self._times: list[datetime] = log.column("happened_at").to_pylist()

    def head(self) -> int:
        """The position up to which it was exported."""
        return self._head

    def time(self, position: int) -> datetime:
        """When the last public event up to a position happened; for those before it, the first."""
        return self._times[max(0, bisect_right(self._positions, position) - 1)]

    def positions(self, times: Sequence[datetime], head: int) -> list[int]:
        """For each time the last position that had happened by then; zero for times before the first."""
        places = (bisect_right(self._times, time) for time in times)
        return [self._positions[place - 1] if place else ORIGIN for place in places]


def named(log: ExportedLog, written: str) -> Ranker:
    """The ranker under a name like `decay`, `decay@2` or `@ada/quick`; INVALID where there is none."""
    wanted = reference(written)
    said = _said(log).get((wanted.handle, wanted.name), [])
    version = wanted.version or len(said)
    if not 1 <= version <= len(said) or isinstance(meant := said[version - 1], RankerWithdrawn):
        raise invalid("ranker", "There is no such ranker in this export.")
    return Ranker(_written(wanted.handle, wanted.name), version, "", meant.formula)


def rankers(log: ExportedLog) -> list[str]:
    """The names of all rankers that stand, in the order in which they were first defined."""
    return [_written(*name) for name, said in _said(log).items() if isinstance(said[-1], RankerDefined)]


def _written(handle: str | None, name: str) -> str:
    return f"@{handle}/{name}" if handle else name


def _said(log: ExportedLog) -> dict[tuple[str | None, str], list[RankerDefined | RankerWithdrawn]]:
    """What was said of each ranker, by its maker's handle (None for the place's own) and its name."""
    people, found = log.people(), dict[tuple[str | None, str], list[RankerDefined | RankerWithdrawn]]()
    for page in log.stream(ORIGIN, log.manifest.upto, (RankerDefined.TOPIC, RankerWithdrawn.TOPIC)):
        for _, event in page:
            assert isinstance(event, RankerDefined | RankerWithdrawn), "of these topics"
            handle = people[node_id(NodeKind.ACCOUNT, event.actor)] if event.actor else None
            found.setdefault((handle, event.name), []).append(event)
    return found
