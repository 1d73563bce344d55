"""Replays of an export: in this process or on Ray, with a running system or without one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from api.ids import NodeKind, node_id
from domain.identity import ORIGIN
from domain.rankers import REFERENCE
from infra.export.asking import ExportedClock, named, whole
from infra.export.on_ray import replay_on_ray
from infra.export.reading import ExportedLog
from infra.export.running import passing_export
from infra.replays.places import Report, Running
from infra.settings import Settings
from projections.rankers import Ranker, trial
from projections.replays.outcome import Outcome
from projections.replays.replay import Spec, replay
from projections.replays.timeline import Question, spec


def folded(log: ExportedLog, wanted: Spec, report: Report, ray: str | None) -> Outcome:
    """The boards; on the Ray at an address, if one is named."""
    return replay(wanted, log, report) if ray is None else replay_on_ray(wanted, log, ray, report)


class Exported:
    """A folder that `limn export` wrote; implements `infra.replays.places.Place` without a running system."""

    def __init__(self, folder: Path, ray: str | None = None) -> None:
        self._log = whole(ExportedLog(folder))
        self._ray = ray

    @property
    def span(self) -> tuple[datetime, datetime]:
        """When the first and the last event happened."""
        clock = ExportedClock(self._log)
        return clock.time(ORIGIN), clock.time(clock.head())

    def ranker(self, written: str) -> Ranker:
        """By its name in the export, a formula as it is."""
        return named(self._log, written) if REFERENCE.fullmatch(written) else trial(written)

    def asked(self, question: Question) -> Spec:
        """As it was exported."""
        return spec(question, ExportedClock(self._log), datetime.now(UTC))

    def answered(self, wanted: Spec, report: Report) -> Outcome:
        """Folded from the files."""
        return folded(self._log, wanted, report, self._ray)

    def titles(self, posts: Collection[UUID]) -> Mapping[UUID, str]:
        """Handles: an export has no captions."""
        ids = {node_id(NodeKind.POST, post): post for post in posts}
        return {ids[post]: f"@{handle}" for post, handle in self._log.authors().items() if post in ids}


class RunningOnRay(Running):
    """The running system, whose log is exported for the moment and folded on Ray."""

    def __init__(self, settings: Settings, ray: str) -> None:
        super().__init__(settings)
        self._settings = settings
        self._ray = ray

    def answered(self, spec: Spec, report: Report) -> Outcome:
        """Folded from files that go afterwards."""
        with passing_export(self._settings) as place:
            return folded(whole(ExportedLog(place)), spec, report, self._ray)
