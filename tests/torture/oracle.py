"""The judge: from the log, the rows, the files and what people were told, everything that is not as it must be.

It shares no code with the folds: rows are held against `tests.oracle.expected`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from domain.log import Recorded
from domain.renders import FAILURES, ImageRendered, PromptSubmitted, RenderCancelled, RenderFailed, RenderStarted
from tests.oracle.expected import expected
from tests.projections.dump import Rows
from tests.torture.journal import Journal

FILES = {f"{size}.{kind}" for size in ("full", "large", "small") for kind in ("webp", "jpg")}
LONGEST = 240.0
"""Seconds from asking for a picture to its end, by the log's own time: a worker's deadline, and again after a death."""


@dataclass(slots=True)
class Evidence:
    """A system at rest.

    rows, rebuilt   of the serving views: live, and after each was folded again
    blobs           names of whole files by digest, as they lie in the store
    calm            renders that met no trouble
    left            processes that are still there after the end
    """

    events: list[Recorded]
    head: int
    rows: Rows
    rebuilt: Rows
    blobs: dict[str, set[str]]
    calm: set[UUID] = field(default_factory=set)
    left: list[str] = field(default_factory=list)


def judge(evidence: Evidence, journal: Journal) -> list[str]:
    """Every complaint; none where all is as it must be."""
    return [
        *journal.complaints,
        *_order(evidence),
        *_acts(evidence, journal),
        *_rows(evidence),
        *_renders(evidence),
        *_files(evidence),
        *(f"still running: {process}" for process in evidence.left),
    ]


def _order(evidence: Evidence) -> Iterator[str]:
    """Positions without a gap, and time that never falls."""
    positions = [row.position for row in evidence.events]
    if positions != list(range(1, len(positions) + 1)) or evidence.head != len(positions):
        yield f"positions are not 1 to {evidence.head}"
    times = [row.event.timestamp for row in evidence.events]
    if times != sorted(times):
        yield "time falls"


def _acts(evidence: Evidence, journal: Journal) -> Iterator[str]:
    """What was acknowledged is in the log at its position; nothing else is, but what nobody got an answer to."""
    topics = {act.topic for act in journal.told.values()}
    done = {
        row.position: row.event
        for row in evidence.events
        if row.event.actor in journal.people and row.event.TOPIC in topics
    }
    for position, act in journal.told.items():
        event = done.pop(position, None)
        if event is None or (event.TOPIC, event.actor) != act[:2] or act.subject not in {None, event.subject}:
            yield f"acknowledged and not in the log: {act.topic} at {position}"
    more = Counter((event.TOPIC, event.actor) for event in done.values() if event.actor)
    for (topic, actor), number in (more - journal.unknown).items():
        yield f"in the log and never acknowledged: {number} {topic} of {actor}"


def _rows(evidence: Evidence) -> Iterator[str]:
    """Live rows equal the independent fold and the rebuild."""
    wanted, live, again = (_sorted(rows) for rows in (expected(evidence.events), evidence.rows, evidence.rebuilt))
    for table in wanted.keys() | live.keys():
        if live.get(table) != wanted.get(table):
            yield f"rows of {table} differ from the fold"
        if live.get(table) != again.get(table):
            yield f"rows of {table} differ from the rebuild"


def _sorted(rows: Rows) -> Rows:
    return {table: sorted(found, key=repr) for table, found in rows.items()}


def _renders(evidence: Evidence) -> Iterator[str]:
    """Every render ends, once, in time and with a reason; undisturbed it is begun once."""
    asked: dict[UUID, Recorded] = {}
    starts: Counter[UUID] = Counter()
    ends: dict[UUID, list[Recorded]] = defaultdict(list)
    for row in evidence.events:
        match row.event:
            case PromptSubmitted():
                asked[row.event.subject] = row
            case RenderStarted():
                starts[row.event.subject] += 1
            case ImageRendered() | RenderFailed() | RenderCancelled():
                ends[row.event.subject].append(row)
    for render, row in asked.items():
        yield from (f"render {render} {wrong}" for wrong in _render(row, ends[render]))
        if render in evidence.calm and starts[render] != 1:
            yield f"render {render} was begun {starts[render]} times, and nothing had happened to it"


def _render(asked: Recorded, ends: list[Recorded]) -> Iterator[str]:
    if len(ends) != 1:
        yield f"has {len(ends)} ends"
        return
    if (ends[0].event.timestamp - asked.event.timestamp).total_seconds() > LONGEST:
        yield "ended too late"
    if isinstance(failed := ends[0].event, RenderFailed) and failed.reason not in FAILURES:
        yield "failed for no stated reason"


def _files(evidence: Evidence) -> Iterator[str]:
    """Every picture of the log is in the store, whole; the store holds no other."""
    named = {row.event.sha256 for row in evidence.events if isinstance(row.event, ImageRendered)}
    for digest in sorted(named):
        if missing := FILES - evidence.blobs.get(digest, set()):
            yield f"picture {digest[:12]} lacks {len(missing)} files"
    if orphans := evidence.blobs.keys() - named:
        yield f"{len(orphans)} pictures in the store belong to no render"
