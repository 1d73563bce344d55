"""The log as a persistence module of the eventsourcing library.

An `eventsourcing.application.Application` with ``PERSISTENCE_MODULE=infra.log.persistence`` and ``LOG_CONNINFO`` (a
conninfo of an appending role) in its environment keeps its aggregates in this log, beside everything else and in one
order with it. Limn's own events are stored exactly as the rest of Limn stores them; events of other classes as the
library does, without typed columns. Snapshots and tracking are not kept here: histories are short, and folds keep
their checkpoint with their rows.
"""

from __future__ import annotations

from typing import Any

from eventsourcing.domain import TAggregateID
from eventsourcing.persistence import (
    AggregateRecorder,
    InfrastructureFactory,
    InfrastructureFactoryError,
    Mapper,
    ProcessRecorder,
    TrackingRecorder,
    Transcoder,
)
from eventsourcing.utils import Environment, EnvType

from infra.log.library_mapper import FactMapper
from infra.log.library_recorder import LogAggregateRecorder, LogApplicationRecorder, LogStore


class Factory(InfrastructureFactory[TrackingRecorder]):
    """Makes the log's recorders and mapper; `close` ends their connections."""

    LOG_CONNINFO = "LOG_CONNINFO"

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        conninfo = self.env.get(self.LOG_CONNINFO)
        if not conninfo:
            raise InfrastructureFactoryError(f"Say where the log is: {self.LOG_CONNINFO} is not set.")
        self._store = LogStore(conninfo)

    def mapper(
        self, transcoder: Transcoder | None = None, mapper_class: type[Mapper[TAggregateID]] | None = None
    ) -> Mapper[TAggregateID]:
        """Ours, unless a class or MAPPER_TOPIC says another."""
        named: Any = mapper_class or (None if self.env.get(self.MAPPER_TOPIC) else FactMapper)
        return super().mapper(transcoder, named)

    def aggregate_recorder(self, purpose: str = "events") -> AggregateRecorder:
        """A recorder of streams alone. Raises InfrastructureFactoryError for snapshots."""
        if purpose != "events":
            raise InfrastructureFactoryError(f"The log keeps events, not {purpose}.")
        return LogAggregateRecorder(self._store)

    def application_recorder(self) -> LogApplicationRecorder:
        """A recorder of streams and of their one order."""
        return LogApplicationRecorder(self._store)

    def tracking_recorder(self, tracking_recorder_class: type[TrackingRecorder] | None = None) -> TrackingRecorder:
        """Raises InfrastructureFactoryError."""
        raise InfrastructureFactoryError("Folds of the log keep their own checkpoint.")

    def process_recorder(self) -> ProcessRecorder:
        """Raises InfrastructureFactoryError."""
        raise InfrastructureFactoryError("Folds of the log keep their own checkpoint.")

    def close(self) -> None:
        """Write what waits and close all connections."""
        self._store.close()
