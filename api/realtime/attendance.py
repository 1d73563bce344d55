"""How many sockets and streams a person, or an address, may hold open on this process: each costs it memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from contextlib import AbstractContextManager
from uuid import UUID

PER_PERSON = 200
PER_ADDRESS = 5_000
"""Many people may share an address."""
CROWDED = "You hold too many sockets and streams open: close some first."


class Crowded(Exception):
    """They hold as many as they may."""


class Attendance:
    """Counts them while they last."""

    def __init__(self, per_person: int = PER_PERSON, per_address: int = PER_ADDRESS) -> None:
        self._per_person = per_person
        self._per_address = per_address
        self._open: Counter[Hashable] = Counter()

    def at(self, address: str) -> AbstractContextManager[None]:
        """One more from an address, as long as the block lasts. Crowded where that were too many."""
        return _OneMore(self._open, address, self._per_address)

    def by(self, person: UUID | None) -> AbstractContextManager[None]:
        """One more of a person's; nobody is not limited. Crowded where that were too many."""
        return _OneMore(self._open, person, self._per_person)


class _OneMore:
    """Of somebody's. As small as can be: there is one for every open socket."""

    __slots__ = ("_most", "_open", "_whose")

    def __init__(self, open_: Counter[Hashable], whose: Hashable, most: int) -> None:
        self._open, self._whose, self._most = open_, whose, most

    def __enter__(self) -> None:
        if self._whose and self._open[self._whose] >= self._most:
            raise Crowded
        self._open[self._whose] += 1

    def __exit__(self, *_: object) -> None:
        self._open[self._whose] -= 1
        if not self._open[self._whose]:
            del self._open[self._whose]
