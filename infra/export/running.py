"""An export of the system that runs on a data folder."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from api.snapshot import Snapshot
from infra.addresses import Addresses
from infra.database.pool import open_pool
from infra.events import PooledEvents
from infra.export.export import Export, Progress
from infra.keyring import Keyring
from infra.room import Room
from infra.settings import Settings
from infra.snapshots import PoolSnapshots
from infra.tide import CheckpointTide


@asynccontextmanager
async def running_export(
    settings: Settings, report: Callable[[Progress], None] = lambda progress: None
) -> AsyncIterator[Export]:
    """It reads as the interface does, and stops before the system's own disk is too full. Problem where none runs."""
    conninfo = Addresses.of(settings).conninfo("limn_api")
    room = Room(settings.data, settings.reserve_mib)

    def check() -> None:
        if problem := room.problem():
            raise problem

    async with (
        open_pool(conninfo, size=1, name="visible") as views,
        open_pool(conninfo, size=1, name="log") as log,
        CheckpointTide(conninfo) as tide,
        Snapshot(PoolSnapshots(views), tide, None) as snapshot,
    ):
        yield Export(PooledEvents(log), snapshot, Keyring(settings.data / "keyring"), check, report)
