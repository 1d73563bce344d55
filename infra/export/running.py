"""An export of a database, and of the system that runs on a data folder."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from api.ports import Keyring as Keys
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


def running_export(
    settings: Settings, report: Callable[[Progress], None] = lambda progress: None
) -> AbstractAsyncContextManager[Export]:
    """Of what runs; it stops before the system's own disk is too full. Raises Problem where nothing runs."""
    room = Room(settings.data, settings.reserve_mib)

    def check() -> None:
        if problem := room.problem():
            raise problem

    conninfo = Addresses.of(settings).conninfo("limn_api")
    return opened_export(conninfo, Keyring(settings.data / "keyring"), check, report)


@contextmanager
def passing_export(settings: Settings) -> Iterator[Path]:
    """A folder with the whole public log of what runs, which goes when the block ends. Raises Problem."""

    async def write(place: Path) -> None:
        async with running_export(settings) as made:
            await made.run(place)

    with TemporaryDirectory(prefix="limn-export-") as parent:
        place = Path(parent) / "export"
        asyncio.run(write(place))
        yield place


@asynccontextmanager
async def opened_export(
    conninfo: str,
    keyring: Keys,
    room: Callable[[], None] = lambda: None,
    report: Callable[[Progress], None] = lambda progress: None,
) -> AsyncIterator[Export]:
    """Over connections of the role that reads for viewers, until the block ends. `room` and `report` as in `Export`."""
    async with (
        open_pool(conninfo, size=1, name="visible") as views,
        open_pool(conninfo, size=1, name="log") as log,
        CheckpointTide(conninfo) as tide,
        Snapshot(PoolSnapshots(views), tide, None) as snapshot,
    ):
        yield Export(PooledEvents(log), snapshot, keyring, room, report)
