"""How many sockets and streams a person, or an address, may hold open on this process: each costs it memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
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
        return self._one_more(address, self._per_address)

    def by(self, person: UUID | None) -> AbstractContextManager[None]:
        """One more of a person's; nobody is not limited. Crowded where that were too many."""
        return self._one_more(person, self._per_person)

    @contextmanager
    def _one_more(self, whose: Hashable, most: int) -> Iterator[None]:
        if whose and self._open[whose] >= most:
            raise Crowded
        self._open[whose] += 1
        try:
            yield
        finally:
            self._open[whose] -= 1
            if not self._open[whose]:
                del self._open[whose]
