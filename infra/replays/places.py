"""Where a replay gets its events, times, rankers and titles: from the running system."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping
from typing import Protocol
from uuid import UUID

from domain.rankers import REFERENCE
from infra import rankers
from infra.addresses import Addresses
from infra.replays.reading import answered, asked
from infra.replays.titles import titles
from infra.settings import Settings
from projections.rankers import Ranker, trial
from projections.replays.outcome import Outcome
from projections.replays.replay import Spec
from projections.replays.timeline import Question

Report = Callable[[int], None]
"""Is told each position that is reached."""


class Place(Protocol):
    """Somewhere that knows a log."""

    def ranker(self, written: str) -> Ranker:
        """The ranker of a name, or of a formula. INVALID where it is neither."""
        ...

    def asked(self, question: Question) -> Spec:
        """The steps of a question. INVALID where there is no answer."""
        ...

    def answered(self, spec: Spec, report: Report) -> Outcome:
        """The boards."""
        ...

    def titles(self, posts: Collection[UUID]) -> Mapping[UUID, str]:
        """What those of the posts are called that everyone may see now."""
        ...


class Running:
    """The system that runs on a data folder. Raises Problem where none does."""

    def __init__(self, settings: Settings) -> None:
        addresses = Addresses.of(settings)
        self._data = settings.data
        self._reading, self._public = addresses.conninfo("limn_engine"), addresses.conninfo("limn_api")

    def ranker(self, written: str) -> Ranker:
        """By its name, a formula as it is."""
        if not REFERENCE.fullmatch(written):
            return trial(written)
        return asyncio.run(rankers.named(self._public, written))

    def asked(self, question: Question) -> Spec:
        """As the log is now."""
        return asked(self._reading, question)

    def answered(self, spec: Spec, report: Report) -> Outcome:
        """Folded from the log in this process."""
        return answered(self._reading, spec, report)

    def titles(self, posts: Collection[UUID]) -> Mapping[UUID, str]:
        """Handle and caption."""
        return asyncio.run(titles(self._public, self._data, posts))
