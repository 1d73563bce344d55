"""What a verification finds: what is wrong, and where; never what stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Part(StrEnum):
    """What is verified."""

    LOG = "log"
    BLOBS = "blobs"
    VIEWS = "views"


class Wrong(StrEnum):
    """What can be wrong."""

    CHANGED = "CHANGED"
    MISSING = "MISSING"
    UNREADABLE = "UNREADABLE"
    STRANGE = "STRANGE"
    UNSIGNED = "UNSIGNED"
    UNLINKED = "UNLINKED"
    UNKEPT = "UNKEPT"
    DIVERGED = "DIVERGED"
    DIFFERS = "DIFFERS"
    INCOMPLETE = "INCOMPLETE"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `place`: a position or two, a picture's file, a view's table and key."""

    part: Part
    wrong: Wrong
    place: str

    @property
    def sentence(self) -> str:
        """For people."""
        return SENTENCES[self.part, self.wrong].format(self.place)


SENTENCES = {
    (Part.LOG, Wrong.CHANGED): "event {}: not what was attested",
    (Part.LOG, Wrong.MISSING): "event {}: gone",
    (Part.LOG, Wrong.UNREADABLE): "event {}: the database cannot read what it stored",
    (Part.LOG, Wrong.STRANGE): "event {}: outside of the log, which ends at its head",
    (Part.LOG, Wrong.UNSIGNED): "attestation {}: not signed with this system's key, or changed",
    (Part.LOG, Wrong.UNLINKED): "attestation {}: one before it is gone",
    (Part.LOG, Wrong.UNKEPT): "attestation {}: kept outside the database, and not in it",
    (Part.LOG, Wrong.DIVERGED): "position {}: another log than the one that was attested there",
    (Part.BLOBS, Wrong.CHANGED): "picture {}: its files are not those that were rendered",
    (Part.BLOBS, Wrong.MISSING): "picture {}: its files are gone",
    (Part.VIEWS, Wrong.DIFFERS): "{}: not what the log folds to",
    (Part.VIEWS, Wrong.INCOMPLETE): "view {}: incomplete, so not compared",
}

Report: TypeAlias = Callable[[Part, int, int], None]
"""(what, how far, of how much), said now and then."""


def spans(positions: Iterable[int]) -> Iterator[str]:
    """Positions in order as places: a neighbour joins the one before."""
    first = last = None
    for position in positions:
        if last is not None and position == last + 1:
            last = position
            continue
        if last is not None:
            yield span(first, last)
        first = last = position
    if last is not None:
        yield span(first, last)


def span(first: int | None, last: int) -> str:
    """From one position to another as a place."""
    return str(last) if first in {None, last} else f"{first} to {last}"
